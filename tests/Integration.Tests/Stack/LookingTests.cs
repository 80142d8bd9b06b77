using Pipeline.Cli;
using Pipeline.Cli.Spark;
using Pipeline.Cli.Stack;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Stack;

/// <summary>Verbs that only look, on a stack that was started once and whose parts are not what this checkout would install.</summary>
public sealed class LookingTests : IAsyncLifetime
{
    private static readonly SparkPorts OfCluster = new(1, 2, 3, 4);

    private string _home = "";
    private Dictionary<string, string> _environment = [];

    private string Installed => Path.Combine(_home, "installed");

    private string ClusterPorts => Path.Combine(_home, "spark-cluster", "ports.json");

    public async ValueTask InitializeAsync()
    {
        _home = await TestRunFolder.OfThisRun().ForOneTestAsync("looking");
        var folder = new StackFolder(new ProjectFolder(ProjectFolder.Find().Root, _home)) { Ports = StackPorts.Free() };
        await File.WriteAllTextAsync(folder.Settings, "", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(ClusterPorts)!);
        await File.WriteAllTextAsync(ClusterPorts, System.Text.Json.JsonSerializer.Serialize(OfCluster), TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(Installed, "airflow"));
        await File.WriteAllTextAsync(Path.Combine(Installed, "airflow", "complete"), "of another lock", TestContext.Current.CancellationToken);
        _environment = new(StringComparer.Ordinal) { ["PIPELINE_HOME"] = _home, ["PIPELINE_INSTALLED"] = Installed };
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_home, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(ExitCode.CannotConnect, "status")]
    [InlineData(ExitCode.Done, "credentials")]
    [InlineData(ExitCode.CannotConnect, "airflow", "version")]
    public async Task Looking_installs_nothing_and_leaves_ports_as_they_are(ExitCode expected, params string[] words)
    {
        await using var process = JobProcess.Start(words, _environment);

        (await process.EndAsync()).ShouldEnd(expected);

        Directory.GetFileSystemEntries(Installed, "*", SearchOption.AllDirectories).Select(Path.GetFileName).ShouldBe(["airflow", "complete"]);
        System.Text.Json.JsonSerializer.Deserialize<SparkPorts>(await File.ReadAllTextAsync(ClusterPorts, TestContext.Current.CancellationToken)).ShouldBe(OfCluster);
    }

    [Fact]
    public async Task Airflow_of_another_lock_is_named()
    {
        await using var process = JobProcess.Start(["airflow", "version"], _environment);

        var result = (await process.EndAsync()).ShouldEnd(ExitCode.CannotConnect);

        result.Errors.ShouldContain($"Airflow in {Path.Combine(Installed, "airflow")} was installed from another airflow/requirements.lock.");
        result.Errors.ShouldContain("./pipeline down, then: ./pipeline up");
    }
}
