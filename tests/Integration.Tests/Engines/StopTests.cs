using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Engines;

/// <summary>A stop from another thread ends whatever runs, wherever it waits, and leaves nothing behind.</summary>
public sealed class StopTests(TestServers servers)
{
    [Fact]
    public Task A_query_of_PostgreSQL() => StopsAsync(InPostgres("pg_sleep"), bench => _ = bench.FromPostgres("(select pg_sleep(60)::text as a) t").Collect().ToList());

    [Fact]
    public Task A_query_of_MySQL() => StopsAsync(InMySql("sleep(60)"), bench => _ = bench.FromMySql("(select sleep(60) as a) t").Collect().ToList());

    [Fact]
    public Task A_write_that_waits_for_its_source() =>
        StopsAsync(InPostgres("pg_sleep"), bench => bench.ToMySql(bench.FromPostgres("(select 1::bigint as id, pg_sleep(60)::text as v) t"), "target"));

    [Fact]
    public Task A_write_of_many_rows() =>
        StopsAsync(InMySql("into %target"), bench => bench.ToMySql(bench.FromPostgres("(select i::bigint as id from generate_series(1, 100000000) as i) t"), "target"));

    private static Func<EngineBench, Task<bool>> InPostgres(string word) => async bench => await bench.Postgres.ScalarAsync(
        $"select 1 from pg_stat_activity where datname = current_database() and state = 'active' and query like '%{word}%' and pid <> pg_backend_pid()") is not null;

    private static Func<EngineBench, Task<bool>> InMySql(string word) => async bench => await bench.MySql.ScalarAsync(
        $"select 1 from information_schema.processlist where db = database() and info like '%{word}%' and id <> connection_id()") is not null;

    private async Task StopsAsync(Func<EngineBench, Task<bool>> isSeen, Action<EngineBench> work)
    {
        await using var bench = await EngineBench.OpenAsync(servers);
        await bench.MySql.ExecuteAsync("create table target (id bigint, v text)");
        var stopping = Task.Run(async () =>
        {
            await Waiting.UntilAsync(() => isSeen(bench));
            bench.Spark.Stop();
        });

        // A statement that outlives the stop ends well by itself, after a minute or more.
        Should.Throw<OperationCanceledException>(() => work(bench));

        await stopping;
        (await bench.CountInMySqlAsync("target")).ShouldBe(0);
    }
}
