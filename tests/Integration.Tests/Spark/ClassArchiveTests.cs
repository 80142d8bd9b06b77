namespace Pipeline.Integration.Tests.Spark;

/// <summary>The archive of loaded classes is a matter of seconds only: a JVM that passes it over says nothing.</summary>
[Collection(SparkTests.Name)]
[Trait("needs", "java, maven")]
public sealed class ClassArchiveTests(TestSpark spark)
{
    [Fact]
    public async Task Master_worker_and_Connect_server_take_their_classes_from_it_where_it_was_written_for()
    {
        var archive = (await TestSpark.InstallAsync(_ => { })).ClassArchive;
        var cluster = await spark.ClusterAsync();

        foreach (var process in (int?[])[cluster.MasterProcess, cluster.WorkerProcess, cluster.ConnectProcess])
        {
            var maps = await File.ReadAllLinesAsync($"/proc/{process.ShouldNotBeNull()}/maps", TestContext.Current.CancellationToken);
            var regions = maps.Where(line => line.EndsWith(Path.GetFileName(archive), StringComparison.Ordinal)).ToList();

            // Archives are written for addresses from 0x800000000 on; a JVM that moves one puts it among its libraries, at 0x7f….
            regions.ShouldNotBeEmpty();
            regions.ShouldAllBe(region => region.StartsWith('8') && region.IndexOf('-') == 9);
        }
    }
}
