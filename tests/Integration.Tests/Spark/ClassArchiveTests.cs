namespace Pipeline.Integration.Tests.Spark;

/// <summary>The archive of loaded classes is a matter of seconds only: a JVM that passes it over says nothing.</summary>
[Collection(SparkTests.Name)]
[Trait("needs", "java, maven")]
public sealed class ClassArchiveTests(TestSpark spark)
{
    [Fact]
    public async Task Master_worker_and_Connect_server_take_their_classes_from_it()
    {
        var archive = (await TestSpark.InstallAsync(_ => { })).ClassArchive;
        var cluster = await spark.ClusterAsync();

        foreach (var process in (int?[])[cluster.MasterProcess, cluster.WorkerProcess, cluster.ConnectProcess])
            (await File.ReadAllTextAsync($"/proc/{process.ShouldNotBeNull()}/maps", TestContext.Current.CancellationToken)).ShouldContain(Path.GetFileName(archive));
    }
}
