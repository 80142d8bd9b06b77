using System.Diagnostics;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Engines;

/// <summary>A stop from another thread ends whatever runs, wherever it waits, and leaves nothing behind.</summary>
public sealed class StopTests(TestServers servers)
{
    [Fact]
    public Task A_query_of_PostgreSQL() => StopsAsync(bench => _ = bench.FromPostgres("(select pg_sleep(60)::text as a) t").Collect().ToList());

    [Fact]
    public Task A_query_of_MySQL() => StopsAsync(bench => _ = bench.FromMySql("(select sleep(60) as a) t").Collect().ToList());

    [Fact]
    public Task A_write_that_waits_for_its_source() =>
        StopsAsync(bench => bench.ToMySql(bench.FromPostgres("(select 1::bigint as id, pg_sleep(60)::text as v) t"), "target"));

    [Fact]
    public Task A_write_of_many_rows() =>
        StopsAsync(bench => bench.ToMySql(bench.FromPostgres("(select i::bigint as id from generate_series(1, 100000000) as i) t"), "target"));

    private async Task StopsAsync(Action<EngineBench> work)
    {
        await using var bench = await EngineBench.OpenAsync(servers);
        await bench.MySql.ExecuteAsync("create table target (id bigint, v text)");
        var stopper = new Thread(() =>
        {
            Thread.Sleep(500);
            bench.Spark.Stop();
        });
        var began = Stopwatch.GetTimestamp();
        stopper.Start();

        Should.Throw<OperationCanceledException>(() => work(bench));

        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(20));
        stopper.Join();
        (await bench.CountInMySqlAsync("target")).ShouldBe(0);
    }
}
