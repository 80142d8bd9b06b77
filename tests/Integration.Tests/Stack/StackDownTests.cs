using Pipeline.Cli;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Cli.Stack;
using Pipeline.Cli.Stack.Internal;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Stack;

/// <summary>A stack of PostgreSQL and one idle service: what ends with it, and what may not end it.</summary>
[Trait("needs", "supervisor")]
public sealed class StackDownTests : IAsyncLifetime
{
    private const string NotRunning = "The stack did not run.";

    private readonly List<string> _said = [];
    private ProjectFolder _project = null!;
    private PrivatePostgres _postgres = null!;
    private StackFolder _folder = null!;
    private Supervisor _supervisor = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private bool PostgresRuns => PrivatePostgres.IsRunning(_postgres.Path);

    public async ValueTask InitializeAsync()
    {
        Capability.Require(ProgramFolders.Find("supervisord") is null ? "supervisor is not installed." : null);
        _project = new ProjectFolder(ProjectFolder.Find().Root, await TestRunFolder.OfThisRun().ForOneTestAsync("down"));
        _folder = new StackFolder(_project);
        _supervisor = new Supervisor(_folder);
        _postgres = await StartPostgresAsync();
        var command = await _postgres.HandOverAsync(_postgres.Port, Cancellation);
        await _supervisor.StartAsync(
            [
                new(StackNames.Postgres, [], "", _postgres.IsWellAsync) { Command = command, StopSignal = "INT" },
                new(StackNames.Scheduler, [], "", _ => Task.FromResult(true)) { Command = ["sleep", "1000"] },
            ],
            Cancellation);
        foreach (var service in (string[])[StackNames.Postgres, StackNames.Scheduler])
            await _supervisor.LaunchAsync(service, Cancellation);
        await Waiting.UntilAsync(() => _postgres.IsWellAsync(Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        if (_project is null)
            return;
        await DownAsync(volumes: true);

        // In a deep folder it stands in /tmp, and a supervisor that was killed leaves it.
        if (File.Exists(_folder.Socket))
            File.Delete(_folder.Socket);
        Directory.Delete(_project.Private, recursive: true);
    }

    [Fact]
    public async Task A_database_that_is_started_after_down_stops_with_its_last_user()
    {
        await DownAsync();
        PostgresRuns.ShouldBeFalse();

        await (await StartPostgresAsync()).DisposeAsync();

        PostgresRuns.ShouldBeFalse();
        await DownAsync();
        _said.ShouldBe(["The stack is stopped.", NotRunning]);
    }

    [Fact]
    public async Task Down_stops_what_a_killed_supervisor_left()
    {
        var scheduler = await ServiceAsync(StackNames.Scheduler);
        await Processes.KillAsync(_supervisor.ProcessNumber.ShouldNotBeNull(), Cancellation);
        (PostgresRuns, ProcessTree.IsAlive(scheduler)).ShouldBe((true, true));

        await DownAsync();

        (PostgresRuns, ProcessTree.IsAlive(scheduler)).ShouldBe((false, false));
        _said.ShouldHaveSingleItem().ShouldStartWith("The stack's supervisor had ended; ");
        await DownAsync();
        _said[^1].ShouldBe(NotRunning);
    }

    [Fact]
    public async Task Servers_that_the_demo_keeps_are_not_the_stacks()
    {
        await DownAsync();
        await using (var kept = await StartPostgresAsync())
            kept.Keep();

        await DownAsync();

        PostgresRuns.ShouldBeTrue();
    }

    [Fact]
    public async Task The_demo_does_not_stop_a_running_stacks_servers()
    {
        await using var process = JobProcess.Start(["demo", "--stop"], new Dictionary<string, string>(StringComparer.Ordinal) { ["PIPELINE_HOME"] = _project.Private });

        var result = (await process.EndAsync()).ShouldEnd(ExitCode.CannotConnect);

        result.Errors.ShouldContain("The private servers are those of the stack, which runs.");
        result.Errors.ShouldContain("./pipeline down");
        PostgresRuns.ShouldBeTrue();
    }

    private async Task<int> ServiceAsync(string name) => (await _supervisor.StatesAsync(Cancellation))[name].ProcessNumber.ShouldNotBeNull();

    private Task DownAsync(bool volumes = false) => new StackDown(_project, _said.Add).RunAsync(volumes, CancellationToken.None);

    private async Task<PrivatePostgres> StartPostgresAsync() =>
        await PrivatePostgres.StartAsync((await ServerHome.FindAsync(_project, _ => { }, Cancellation)).Postgres, _ => { }, Cancellation);
}
