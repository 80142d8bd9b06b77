using Pipeline.Common;

namespace Pipeline.Cli.Testing;

internal static class TestVerb
{
    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) => Task.FromResult(ExitCode.Done);
}
