using Pipeline.Common;

namespace Pipeline.Integration.Tests.Servers;

/// <summary>How a process of the pipeline ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote on standard output.</param>
/// <param name="Errors">What it wrote on standard error.</param>
internal sealed record JobResult(ExitCode ExitCode, string Output, string Errors)
{
    /// <summary>Fails the test, showing what the process said, unless it ended so.</summary>
    public JobResult ShouldEnd(ExitCode expected)
    {
        ExitCode.ShouldBe(expected, Output + Errors);
        return this;
    }
}
