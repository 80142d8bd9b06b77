using Pipeline.Cli;
using Pipeline.Cli.Brokers;
using Pipeline.Cli.Spark;
using Pipeline.Cli.Spark.Internal;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>Master, worker and Connect server of this test run alone: started when first asked for, gone with the run.</summary>
public sealed class TestSpark : IAsyncLifetime
{
    private readonly Lazy<Task<SparkCluster>> _cluster;
    private string? _folder;

    public TestSpark() => _cluster = new(StartAsync);

    internal static ProjectFolder Project => ProjectFolder.Find();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The running cluster; a test that needs it is skipped where there is no Java, and fails in CI.</summary>
    internal Task<SparkCluster> ClusterAsync() => _cluster.Value;

    /// <summary>
    /// How many executors the youngest application had until it was so: counted while the driver is there. When it stops them, the master may begin another
    /// one before it hears that the application is over.
    /// </summary>
    internal async Task<int> ExecutorsUntilAsync(JobProcess driver, Func<Task<bool>> isSo)
    {
        await Waiting.UntilAsync(driver, isSo);
        var work = new ClusterFolder((await ClusterAsync()).Folder).Work;
        return Directory.GetDirectories(Directory.GetDirectories(work, "app-*").Order(StringComparer.Ordinal).Last()).Length;
    }

    /// <summary>What a process has in its environment to run jobs there.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(Engine engine) => engine == Engine.Embedded
        ? new Dictionary<string, string>(StringComparer.Ordinal) { ["SPARK_REMOTE"] = "sc://127.0.0.1:1" }
        : await EnvironmentAsync(await ClusterAsync());

    /// <summary>The checkout's own installation, made when it is not there yet.</summary>
    internal static async Task<SparkInstallation> InstallAsync(Action<string> say)
    {
        try
        {
            await JavaRuntime.FindAsync(CancellationToken.None);
        }
        catch (PipelineException missing)
        {
            Capability.Require(missing.Message);
        }

        return await SparkVerb.Installer(Project, say).EnsureAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is null)
            return;
        await new SparkCluster(_folder).StopAsync(CancellationToken.None);
        Directory.Delete(_folder, recursive: true);
    }

    private static Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(SparkCluster cluster) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [SparkCluster.FolderSetting] = cluster.Folder,
            ["SPARK_REMOTE"] = "",
            // Nobody listens there: what runs on this machine is not asked for by way of a proxy.
            ["http_proxy"] = "http://127.0.0.1:1",
        });

    private async Task<SparkCluster> StartAsync()
    {
        var installation = await InstallAsync(_ => { });
        _folder = Directory.CreateTempSubdirectory("pipeline-spark-").FullName;
        var cluster = new SparkCluster(_folder);
        await cluster.StartAsync(installation, SparkPorts.Free(), connect: true, CancellationToken.None);
        return cluster;
    }
}
