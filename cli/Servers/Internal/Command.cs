using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;
using Pipeline.Common;

namespace Pipeline.Cli.Servers.Internal;

/// <summary>Runs a program of the machine to its end.</summary>
internal static class Command
{
    private static readonly string[] ErrorWords = ["error", "fatal", "cannot", "can't", "denied"];

    /// <summary>Runs it and returns what it printed.</summary>
    /// <exception cref="PipelineException">It is not there, or it failed (exit 3); what it said of the error is in the message.</exception>
    public static async Task<string> RunAsync(IReadOnlyList<string> command, CancellationToken cancellation)
    {
        var result = await TryAsync(command, cancellation);
        return result.ExitCode == 0
            ? result.StandardOutput
            : throw new PipelineException(
                ExitCode.CannotConnect,
                $"`{string.Join(' ', command)}` failed with exit code {result.ExitCode}: {Reason(result)}",
                "Run that command by hand to see all it says, mend the cause, and try again.");
    }

    /// <summary>Runs it, whatever its exit code.</summary>
    /// <exception cref="PipelineException">The program is not there (exit 3).</exception>
    public static async Task<BufferedCommandResult> TryAsync(IReadOnlyList<string> command, CancellationToken cancellation)
    {
        try
        {
            return await CliWrap.Cli.Wrap(command[0])
                .WithArguments(command.Skip(1))
                .WithWorkingDirectory("/")
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(cancellation);
        }
        catch (Win32Exception error)
        {
            throw new PipelineException(
                ExitCode.CannotConnect,
                $"The program {command[0]} is not on this machine.",
                "Install the package that holds it (`apt-get install util-linux coreutils` for setpriv, setsid and chown).",
                error);
        }
    }

    /// <summary>The first line that speaks of an error, else the last: programs like to end with advice.</summary>
    private static string Reason(BufferedCommandResult result)
    {
        var lines = (result.StandardError + result.StandardOutput).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.FirstOrDefault(line => ErrorWords.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)))
            ?? lines.LastOrDefault("it said nothing");
    }
}
