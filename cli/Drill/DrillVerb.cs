using Pipeline.Common;

namespace Pipeline.Cli.Drill;

/// <summary><c>./pipeline drill</c>: faults practised in the middle of each job, while somebody reads.</summary>
internal static class DrillVerb
{
    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) =>
        JobHost.RunAsync<DrillOptions>("./pipeline drill", args, (options, context) => new DrillRun(options, context).RunAsync());
}
