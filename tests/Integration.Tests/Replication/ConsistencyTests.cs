using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>All tables of a run show one moment of the source, keys come along, and a rerun changes nothing.</summary>
public sealed class ConsistencyTests(TestServers servers)
{
    [Fact]
    public async Task Tables_that_change_together_are_copied_as_of_one_moment()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, """
            create table a (id bigint primary key, amount bigint not null);
            create table b (id bigint primary key, amount bigint not null);
            insert into a select k, 0 from generate_series(1, 50000) as k;
            insert into b select k, 0 from generate_series(1, 50000) as k;
            """);
        using var writing = new CancellationTokenSource();
        var writer = WriteAsync(shop, writing.Token);

        for (var run = 0; run < 3; run++)
        {
            await shop.ReplicateWellAsync("--tables", "a,b", "--partitions", "5");
            (await shop.TargetRowsAsync("select (select sum(amount) from a_replica) + (select sum(amount) from b_replica)")).ShouldBe(["0"]);
        }
        await writing.CancelAsync();

        (await writer).ShouldBeGreaterThan(10);
    }

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Keys_that_differ_in_case_accent_or_a_trailing_space_stay_apart(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, """
            create table k (name text, part varchar(10), note text, primary key (name, part));
            create index k_note on k (note);
            insert into k values ('a', 'x', '1'), ('A', 'x', '2'), ('á', 'x', '3'), ('a ', 'x', '4'), ('a', 'X', '5'), ('', 'x', null);
            """);

        await shop.ReplicateWellAsync("--tables", "k");

        (await shop.TargetRowsAsync("select note from k_replica order by note")).ShouldBe(["NULL", "1", "2", "3", "4", "5"]);
        (await shop.TargetRowsAsync("select concat(index_name, ' ', column_name) from information_schema.statistics where table_schema = database() and table_name = 'k_replica' order by index_name, seq_in_index"))
            .ShouldBe(["k_note note", "PRIMARY name", "PRIMARY part"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_second_run_ends_in_the_same_table()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table t (id bigint primary key, v text); insert into t select k, md5(k::text) from generate_series(1, 1000) as k");
        await shop.ReplicateWellAsync("--tables", "t");
        var first = await shop.TargetRowsAsync("checksum table t_replica");

        await shop.ReplicateWellAsync("--tables", "t");

        (await shop.TargetRowsAsync("checksum table t_replica")).ShouldBe(first);
        (await shop.TargetRowsAsync("select count(distinct checksum_target) from pipeline_run_tables")).ShouldBe(["1"]);
    }

    /// <summary>Moves an amount from one table to the other, in one transaction, again and again.</summary>
    private static async Task<int> WriteAsync(Shop shop, CancellationToken stop)
    {
        await using var connection = await PostgresConnections.OpenAsync(shop.Source.Superuser, "writer", CancellationToken.None);
        var moves = 0;
        while (!stop.IsCancellationRequested)
        {
            var id = (moves * 7919 % 50_000) + 1;
            await connection.ExecuteAsync($"begin; update a set amount = amount + 5 where id = {id}; update b set amount = amount - 5 where id = {50_001 - id}; commit", CancellationToken.None);
            moves++;
            await Task.Delay(5, CancellationToken.None);
        }
        return moves;
    }
}
