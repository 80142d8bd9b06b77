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

    [Theory]
    [InlineData("error: job: Option 'nobody-knows' is unknown.\n", "--nobody-knows")]
    [InlineData("error: job: Option 'tables' has no value.\n", "--tables")]
    public async Task A_wrong_option_is_named_in_two_lines(string what, params string[] args)
    {
        var (errors, usual) = (new StringWriter(), Console.Error);
        Console.SetError(errors);
        try
        {
            (await JobHost.RunAsync<NoOptions>("job", args, (_, _) => Task.CompletedTask)).ShouldBe(ExitCode.Usage);
        }
        finally
        {
            Console.SetError(usual);
        }

        errors.ToString().ShouldContain($"{what}  The same command with --help lists the options.\n");
    }

    [Fact]
    public async Task Help_is_no_failure() =>
        (await JobHost.RunAsync<NoOptions>("job", ["--help"], (_, _) => Task.CompletedTask)).ShouldBe(ExitCode.Done);

    private sealed class NoOptions : JobOptions
    {
        [Option("tables")]
        public string? Tables { get; init; }
    }
}
