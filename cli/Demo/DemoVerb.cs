using Pipeline.Cli.Servers;
using Pipeline.Cli.Stack;
using Pipeline.Cli.Stack.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Demo;

/// <summary><c>./pipeline demo</c>: from nothing to filled, proven and shown marts.</summary>
internal static class DemoVerb
{
    public static async Task<ExitCode> RunAsync(IReadOnlyList<string> args)
    {
        // A job that fails has said so itself: its exit code passes, and no second error is printed over it.
        var outcome = ExitCode.Done;
        var host = await JobHost.RunAsync<DemoOptions>("./pipeline demo", args, async (options, context) =>
            outcome = options.Stop ? await StopAsync(context) : await ShowAsync(options, context));
        return host == ExitCode.Done ? outcome : host;
    }

    private static async Task<ExitCode> ShowAsync(DemoOptions options, JobContext context)
    {
        var ordinary = Console.Out;
        if (options.Json)
            Console.SetOut(Console.Error);
        try
        {
            var (code, result) = await new DemoRun(options, context).RunAsync();
            Console.SetOut(ordinary);
            if (result is not null)
                context.Output.Result(result);
            return code;
        }
        finally
        {
            Console.SetOut(ordinary);
        }
    }

    private static async Task<ExitCode> StopAsync(JobContext context)
    {
        var project = ProjectFolder.Find();
        if (new Supervisor(new StackFolder(project)).ProcessNumber is not null)
            throw new PipelineException(ExitCode.CannotConnect, "The private servers are those of the stack, which runs.", "Type: ./pipeline down");
        var home = await ServerHome.FindAsync(project, context.Output.Line, context.Cancellation);
        var stopped = await Task.WhenAll(
            StopAsync("PostgreSQL", home.Postgres, PrivatePostgres.StopAsync, context),
            StopAsync("MySQL", home.MySql, PrivateMySql.StopAsync, context));
        if (!stopped.Any(one => one))
            context.Output.Line("No private server runs.");
        return ExitCode.Done;
    }

    private static async Task<bool> StopAsync(string product, string folder, Func<string, Task<bool>> stop, JobContext context)
    {
        var stopped = Directory.Exists(folder) && await stop(folder);
        if (stopped)
            context.Output.Line($"The private {product} is stopped; its data stays in {folder}.");
        return stopped;
    }
}
