using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>A network between the job and the Connect server that breaks in the middle of the work.</summary>
[Collection(SparkTests.Name)]
[Trait("needs", "java, maven")]
public sealed class ReattachTests(TestSpark spark, TestServers servers)
{
    private const int Rows = 300_000;
    private const string Readers = "select count(*) from pg_stat_activity where datname = current_database() and application_name like 'PostgreSQL JDBC%'";

    [Fact]
    public async Task A_job_whose_connection_breaks_takes_its_work_up_again_and_moves_each_row_once()
    {
        await using var source = await servers.CreatePostgresAsync(withSchema: false);
        await source.ExecuteAsync($"create table t (id bigint primary key, pad text); insert into t select k, repeat('x', 300) from generate_series(1, {Rows}) as k; grant select on t to {ShopRoles.Reader}");
        await using var target = await servers.CreateMySqlAsync();
        var cluster = await spark.ClusterAsync();
        await using var proxy = new CuttingProxy(cluster.Ports!.Connect);
        await using var process = JobProcess.Start(
            ["run", "replication", "--on", "connect", "--tables", "t"],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["POSTGRES_URL"] = source.Reader.WithPassword(),
                ["MYSQL_URL"] = target.Owner.WithPassword(),
                ["SPARK_REMOTE"] = cluster.Remote.Replace($":{cluster.Ports.Connect}/", $":{proxy.Port}/", StringComparison.Ordinal),
            });
        await Waiting.UntilAsync(process, async () => (long)(await source.ScalarAsync(Readers))! > 0);
        var before = proxy.Accepted;

        var cut = proxy.Cut();
        await Waiting.UntilAsync(process, () => Task.FromResult(proxy.Accepted > before));
        var again = proxy.Cut();

        cut.ShouldBeGreaterThan(0);
        again.ShouldBeGreaterThan(0);
        (await process.EndAsync()).ShouldEnd(ExitCode.Done);
        (await target.ScalarAsync("select count(*) from t_replica")).ShouldBe((long)Rows);
        (await target.ScalarAsync("select min(checksum_source = checksum_target) from pipeline_run_tables")).ShouldBe(1);
    }
}
