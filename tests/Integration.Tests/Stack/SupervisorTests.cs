using Pipeline.Cli;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Cli.Stack;
using Pipeline.Cli.Stack.Internal;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Stack;

/// <summary>A real supervisor with a service of the tests alone.</summary>
[Trait("needs", "supervisor")]
public sealed class SupervisorTests : IAsyncLifetime
{
    private const string TakenAway = "PIPELINE_TESTS_TAKEN_AWAY";

    private readonly string _home = Directory.CreateTempSubdirectory("pipeline-supervisor-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ProjectFolder Project => new(ProjectFolder.Find().Root, _home);

    public ValueTask InitializeAsync()
    {
        Capability.Require(ProgramFolders.Find("supervisord") is null ? "supervisor is not installed." : null);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await new Supervisor(new StackFolder(Project)).StopAsync(CancellationToken.None);
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task A_variable_that_is_null_reaches_no_service()
    {
        Environment.SetEnvironmentVariable(TakenAway, "of the shell");

        var seen = await VariablesOfServiceAsync();

        seen.ShouldContain("GIVEN=to it");
        seen.ShouldNotContain(line => line.StartsWith(TakenAway, StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<string>> VariablesOfServiceAsync()
    {
        var file = Path.Combine(_home, "variables");
        await StartAsync(new("service", [], "", _ => Task.FromResult(File.Exists(file)))
        {
            Command = ["sh", "-c", $"env >{file}.new; mv {file}.new {file}; exec sleep 1000"],
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["GIVEN"] = "to it", [TakenAway] = null },
        });
        await Waiting.UntilAsync(() => File.Exists(file));
        return await File.ReadAllLinesAsync(file, Cancellation);
    }

    private async Task StartAsync(StackService service)
    {
        var supervisor = new Supervisor(new StackFolder(Project));
        await supervisor.StartAsync([service], Cancellation);
        await supervisor.LaunchAsync(service.Name, Cancellation);
    }
}
