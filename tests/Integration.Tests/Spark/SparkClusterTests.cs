using Pipeline.Cli.Spark;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>A real installation, master and worker; the installation is the checkout's own, the cluster is not.</summary>
[Trait("needs", "java, maven")]
public sealed class SparkClusterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline-spark-").FullName;

    [Fact]
    public async Task A_cluster_starts_registers_its_worker_and_stops_without_leaving_a_process()
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
        }
        finally
        {
            (await cluster.StopAsync(CancellationToken.None)).ShouldBe(2);
        }

        (cluster.MasterProcess ?? cluster.WorkerProcess ?? cluster.ConnectProcess).ShouldBeNull();
        (await cluster.StatusAsync(stop)).ShouldBeNull();
    }

    [Fact]
    public async Task A_master_that_comes_back_takes_up_the_application_and_gives_it_an_executor_anew()
    {
        var stop = TestContext.Current.CancellationToken;
        var installation = await TestSpark.InstallAsync(_ => { });
        var cluster = new SparkCluster(_folder);
        try
        {
            await cluster.StartAsync(installation, SparkPorts.Free(), connect: true, stop);
            await Waiting.UntilAsync(() => HasExecutor(0));
            var (ports, worker, application) = (cluster.Ports, cluster.WorkerProcess.ShouldNotBeNull(), await ApplicationAsync());

            await Processes.KillAsync(cluster.MasterProcess.ShouldNotBeNull(), stop);
            await cluster.StartAsync(installation, SparkPorts.Free(), connect: true, stop);

            cluster.Ports.ShouldBe(ports);
            cluster.WorkerProcess.ShouldBe(worker);
            (await ApplicationAsync()).ShouldBe(application);
            // Had the master asked the worker too, the executor might be told to end and still be counted: its cores would be lost.
            await Waiting.UntilAsync(() => HasExecutor(1) && !HasExecutor(0));
            (await cluster.StatusAsync(stop)).ShouldNotBeNull().ActiveApps.ShouldHaveSingleItem().Cores.ShouldBe(SparkMemory.CoresOfApplication);
        }
        finally
        {
            (await cluster.StopAsync(CancellationToken.None)).ShouldBe(3);
        }

        bool HasExecutor(int id) => Processes.Find(cluster.WorkerProcess.ShouldNotBeNull(), $"--executor-id {id} ") is not null;
        async Task<string> ApplicationAsync() => (await cluster.StatusAsync(stop)).ShouldNotBeNull().ActiveApps.ShouldHaveSingleItem().Id;
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
