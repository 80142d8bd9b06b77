using Pipeline.Tests;

namespace Pipeline.Cli.Tests;

/// <summary>Whole outputs: what a user sees is what is reviewed. The console belongs to the process, so these run one after another.</summary>
[Collection(nameof(Console))]
public sealed class VerbListTests
{
    [Fact]
    public async Task Help_lists_every_verb() => Snapshot.Matches(await SayAsync("--help"));

    [Fact]
    public async Task Nothing_asked_is_answered_with_the_list() =>
        (await SayAsync()).ShouldBe(await SayAsync("--help"));

    [Fact]
    public async Task Run_without_a_job_lists_the_jobs() => Snapshot.Matches(await SayAsync("run"));

    [Fact]
    public async Task A_mistyped_verb_is_named_and_guessed() => Snapshot.Matches(await SayAsync("demmo"));

    [Fact]
    public async Task An_unknown_job_is_named() => Snapshot.Matches(await SayAsync("run", "bananas"));

    [Fact]
    public async Task The_demo_lists_its_options() => Snapshot.Matches(await SayAsync("demo", "--help"));

    [Fact]
    public async Task The_test_verb_lists_its_options() => Snapshot.Matches(await SayAsync("test", "--help"));

    [Fact]
    public async Task The_doctor_lists_its_options() => Snapshot.Matches(await SayAsync("doctor", "--help"));

    [Fact]
    public async Task The_drill_lists_its_options() => Snapshot.Matches(await SayAsync("drill", "--help"));

    [Fact]
    public async Task An_unknown_fault_is_named() => Snapshot.Matches(await SayAsync("drill", "--faults", "kill-drivr"));

    [Fact]
    public async Task The_bench_of_dags_lists_its_options() => Snapshot.Matches(await SayAsync("bench", "dag", "--help"));

    [Fact]
    public async Task Verify_lists_its_subjects_and_says_what_none_means() => Snapshot.Matches(await SayAsync("verify", "--help"));

    [Fact]
    public async Task An_unknown_subject_is_named() => Snapshot.Matches(await SayAsync("verify", "event"));

    [Fact]
    public async Task The_version_is_one_line() => (await SayAsync("--version")).ShouldStartWith("exit code 0 Done\n--- standard output\npipeline 1.0.0\n");

    [Theory]
    [InlineData("--follow")]
    [InlineData("--on", "spark")]
    public async Task An_option_of_one_subject_is_none_of_all(params string[] args) =>
        (await SayAsync(["verify", .. args])).ShouldStartWith("exit code 2 Usage\n");

    private static async Task<string> SayAsync(params string[] args)
    {
        using var recorded = new RecordedConsole();
        var code = await Verbs.RunAsync(args);
        return $"""
            exit code {(int)code} {code}
            --- standard output
            {recorded.Output}
            --- standard error
            {recorded.Errors}
            """;
    }
}
