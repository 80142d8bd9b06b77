using Pipeline.Cli.Bench;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests;

/// <summary>The rows that <c>bench replication --changed</c> changes are as many as it says, in every run.</summary>
public sealed class ChangedRowsTests(TestServers servers)
{
    private const int All = 500;
    private const int Changed = 45;

    [Fact]
    public async Task Every_run_changes_as_many_rows_as_it_says()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await postgres.ExecuteAsync($"{BenchTable.Ddl(All)}; create table before (like bench_orders)", postgres.Superuser);

        for (var run = 0; run < 30; run++)
        {
            (await ChangedAsync(ChangedRows.Together(Changed))).ShouldBe(Changed, $"together, run {run}");
            (await ChangedAsync(ChangedRows.Anywhere(Changed, All, run))).ShouldBe(Changed, $"anywhere, run {run}");
        }

        (await postgres.ScalarAsync("select count(*) from bench_orders")).ShouldBe((long)All);

        async Task<long> ChangedAsync(string statements)
        {
            await postgres.ExecuteAsync($"truncate before; insert into before select * from bench_orders; {statements}", postgres.Superuser);
            return (long)(await postgres.ScalarAsync("select count(*) from (select * from before except select * from bench_orders) as gone"))!;
        }
    }
}
