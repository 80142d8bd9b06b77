using System.Diagnostics;
using System.Runtime.InteropServices;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Airflow;

/// <summary><c>./pipeline airflow ARGS</c>: Airflow's own command line, with the settings of the stack.</summary>
internal static class AirflowVerb
{
    public static async Task<ExitCode> RunAsync(IReadOnlyList<string> args)
    {
        try
        {
            var project = ProjectFolder.Find();
            var installation = await new AirflowInstaller(project, Console.Error.WriteLine).FindAsync(CancellationToken.None);
            var start = new ProcessStartInfo(installation.Airflow, args) { UseShellExecute = false };
            foreach (var (name, value) in await new AirflowEnvironment(project, installation).VariablesAsync(CancellationToken.None))
            {
                if (value is null)
                    start.Environment.Remove(name);
                else
                    start.Environment[name] = value;
            }

            return await FollowAsync(start);
        }
        catch (Exception error) when (ServerErrors.Explain(error) is { } known)
        {
            JobOutput.Error(known.Message, known.Remedy);
            return known.Code;
        }
    }

    /// <summary>Waits for its end; a Ctrl-C reaches it by itself, a SIGTERM is passed on.</summary>
    private static async Task<ExitCode> FollowAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            LibC.Signal(process.Id, LibC.Terminate);
        });
        await process.WaitForExitAsync();
        return (ExitCode)process.ExitCode;
    }
}
