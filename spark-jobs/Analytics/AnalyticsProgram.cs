using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>Stands for the job until its branch is merged.</summary>
public static class AnalyticsProgram
{
    /// <summary>Runs the job.</summary>
    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) => Task.FromResult(ExitCode.Done);
}
