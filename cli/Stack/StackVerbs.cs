using System.Globalization;
using Pipeline.Common;

namespace Pipeline.Cli.Stack;

/// <summary>The verbs of the whole stack.</summary>
internal static class StackVerbs
{
    public static Task<ExitCode> UpAsync(IReadOnlyList<string> args) => JobHost.RunAsync<UpOptions>(
        "./pipeline up",
        args,
        (options, context) => new StackUp(ProjectFolder.Find(), context).RunAsync(options.FreePorts ? StackPorts.Free() : StackPorts.Usual));

    public static Task<ExitCode> DownAsync(IReadOnlyList<string> args) => JobHost.RunAsync<DownOptions>(
        "./pipeline down",
        args,
        (options, context) => new StackDown(ProjectFolder.Find(), context.Output.Line).RunAsync(options.Volumes, context.Cancellation));

    public static Task<ExitCode> LogsAsync(IReadOnlyList<string> args) => JobHost.RunAsync<LogsOptions>("./pipeline logs", args, LogsAsync);

    public static Task<ExitCode> CredentialsAsync(IReadOnlyList<string> args) => JobHost.RunAsync<StackOptions>("./pipeline credentials", args, async (_, context) =>
    {
        var native = await LocalStack.LookAtAsync(ProjectFolder.Find(), context.Output.Line, context.Cancellation);
        var compose = native?.Supervisor.ProcessNumber is null ? await ComposeStack.CredentialsAsync(context.Cancellation) : null;
        var credentials = compose ?? StackCredentials.Of(native ?? throw NeverStarted());
        foreach (var line in credentials.Lines())
            context.Output.Line(line);
        context.Output.Result(credentials);
    });

    /// <summary>Exit code 3 when a service is not well.</summary>
    public static async Task<ExitCode> StatusAsync(IReadOnlyList<string> args)
    {
        var well = args.Contains("--help", StringComparer.Ordinal);
        var host = await JobHost.RunAsync<StackOptions>("./pipeline status", args, async (_, context) =>
        {
            var report = await StackReport.OfAsync(await RequireAsync(context), context.Cancellation);
            foreach (var line in report.Lines())
                context.Output.Line(line);
            context.Output.Result(report);
            well = report.Well;
        });
        return host == ExitCode.Done && !well ? ExitCode.CannotConnect : host;
    }

    private static async Task LogsAsync(LogsOptions options, JobContext context)
    {
        var folder = new StackFolder(ProjectFolder.Find());
        var known = Directory.EnumerateFiles(folder.Logs, "*.log").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal).ToList();
        if (known.Count == 0)
            throw NeverStarted();
        if (!known.Contains(options.Name, StringComparer.Ordinal))
            throw new PipelineException(
                ExitCode.Usage,
                $"There is no log of \"{options.Name}\".",
                NearestWord.To(options.Name, known) is { } near ? $"Did you mean `./pipeline logs {near}`?" : $"There are: {string.Join(", ", known)}.");
        string[] follow = options.Follow ? ["--follow=name"] : [];
        using var tail = System.Diagnostics.Process.Start("tail", ["-n", options.Lines.ToString(CultureInfo.InvariantCulture), .. follow, folder.Log(options.Name)]);
        try
        {
            await tail.WaitForExitAsync(context.Cancellation);
        }
        catch (OperationCanceledException)
        {
            tail.Kill();
        }
    }

    private static async Task<LocalStack> RequireAsync(JobContext context) =>
        await LocalStack.LookAtAsync(ProjectFolder.Find(), context.Output.Line, context.Cancellation)
        ?? throw NeverStarted();

    private static PipelineException NeverStarted() => new(ExitCode.CannotConnect, "No stack was started here, or its database is down.", "Type: docker compose up -d   (in containers), or: ./pipeline up   (natively)");
}
