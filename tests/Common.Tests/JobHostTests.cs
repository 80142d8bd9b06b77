using CommandLine;

namespace Pipeline.Common.Tests;

public sealed class JobHostTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(75)]
    public async Task A_known_failure_ends_with_its_code(int code)
    {
        var ended = await JobHost.RunAsync<NoOptions>("job", [], (_, _) => code == 0
            ? Task.CompletedTask
            : throw new PipelineException((ExitCode)code, "what", "remedy"));

        ((int)ended).ShouldBe(code);
    }

    [Fact]
    public async Task An_unknown_failure_is_a_bug() =>
        (await JobHost.RunAsync<NoOptions>("job", [], (_, _) => throw new NotSupportedException("x"))).ShouldBe(ExitCode.Bug);

    [Fact]
    public async Task An_option_nobody_knows_is_wrong_usage() =>
        (await JobHost.RunAsync<NoOptions>("job", ["--nobody-knows"], (_, _) => Task.CompletedTask)).ShouldBe(ExitCode.Usage);

    [Fact]
    public async Task Help_is_no_failure() =>
        (await JobHost.RunAsync<NoOptions>("job", ["--help"], (_, _) => Task.CompletedTask)).ShouldBe(ExitCode.Done);

    private sealed class NoOptions : JobOptions
    {
        [Option("tables")]
        public string? Tables { get; init; }
    }
}
