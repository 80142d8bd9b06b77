using Pipeline.Cli.Spark;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>A real installation, master and worker; the installation is the checkout's own, the cluster is not.</summary>
[Trait("needs", "java, maven")]
public sealed class SparkClusterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline-spark-").FullName;

    [Fact]
    public async Task A_cluster_starts_registers_its_worker_survives_its_master_and_stops_without_leaving_a_process()
    {
        var stop = TestContext.Current.CancellationToken;
        var installation = await TestSpark.InstallAsync(_ => { });
        var cluster = new SparkCluster(_folder);
        try
        {
            await cluster.StartAsync(installation, SparkPorts.Free(), connect: false, stop);
            var master = cluster.MasterProcess;
            await cluster.StartAsync(installation, SparkPorts.Free(), connect: false, stop);

            cluster.MasterProcess.ShouldBe(master.ShouldNotBeNull());
            var worker = (await cluster.StatusAsync(stop)).ShouldNotBeNull().AliveWorkers.ShouldHaveSingleItem();
            worker.Cores.ShouldBe(SparkMemory.CoresOfWorker);
            worker.Memory.ShouldBe(2048);

            var ports = cluster.Ports;
            await ProcessTree.KillAsync(master!.Value, stop);
            var survivor = cluster.WorkerProcess;
            await cluster.StartAsync(installation, SparkPorts.Free(), connect: false, stop);

            cluster.Ports.ShouldBe(ports);
            cluster.WorkerProcess.ShouldBe(survivor.ShouldNotBeNull());
        }
        finally
        {
            (await cluster.StopAsync(CancellationToken.None)).ShouldBe(2);
        }

        (cluster.MasterProcess ?? cluster.WorkerProcess ?? cluster.ConnectProcess).ShouldBeNull();
        (await cluster.StatusAsync(stop)).ShouldBeNull();
    }

    [Fact]
    public async Task A_second_install_does_nothing()
    {
        await TestSpark.InstallAsync(_ => { });
        List<string> said = [];

        var installation = await TestSpark.InstallAsync(said.Add);

        said.ShouldBeEmpty();
        SparkInstallation.VersionOf(installation.Jars).ShouldBe(SparkInstallation.Version);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
