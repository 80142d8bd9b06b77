using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>A replica that has the shape that it needs is not taken for another one.</summary>
public sealed class StandingShapeTests(TestServers servers)
{
    /// <summary>Those servers take é for e in the names of the catalog, and by default MySQL puts no more than 1024 bytes together.</summary>
    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Indexes_of_like_names_and_of_many_columns_are_no_drift(MySqlFlavor flavor)
    {
        var columns = Enumerable.Range(10, 16).Select(i => $"{new string('c', 60)}_{i}").ToList();
        await using var shop = await Shop.OpenAsync(servers, flavor, $"""
            create table t (id int primary key, a int, b int, {string.Join(", ", columns.Select(column => $"{column} int"))});
            create index "idx_é" on t (a);
            create index "idx_e" on t (b, a);
            create index idx_wide on t ({string.Join(", ", columns)});
            insert into t (id) values (1)
            """);

        await shop.ReplicateWellAsync("--tables", "t");

        await shop.ReplicateWellAsync("--tables", "t", "--on-drift", "refuse");
    }

    [Fact]
    public async Task A_shorter_text_in_a_key_stays_where_a_longer_one_had_room()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, """
            create table t (id int, name text, code bytea unique, primary key (id, name));
            insert into t select k, repeat('long', k), decode(lpad(to_hex(k), 2 * k, '00'), 'hex') from generate_series(1, 50) as k
            """);
        await shop.ReplicateWellAsync("--tables", "t");

        await shop.Source.ExecuteAsync("update t set name = 'short', code = null where id > 45");
        await shop.Source.ExecuteAsync("update t set code = decode(to_hex(id), 'hex') || '\\x00' where id > 45");
        var ending = await shop.ReplicateWellAsync("--tables", "t");

        ending.Output.ShouldNotContain("copied whole");
        ending.Output.ShouldContain("5 rows added, 0 changed, 5 removed, in ");
        (await shop.TargetRowsAsync("select concat_ws('|', id, name, lower(hex(code))) from t_replica order by id"))
            .ShouldBe(await shop.SourceRowsAsync("select concat_ws('|', id, name, encode(code, 'hex')) from t order by id"));
        (await shop.ReplicateWellAsync("--tables", "t")).Output.ShouldContain("s, unchanged, checksum ");
    }

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task A_replica_that_was_dropped_and_laid_out_empty_becomes_what_runs_make(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, "create table t (id int primary key, name text); insert into t select k, 'a' from generate_series(1, 5) as k");
        await shop.ReplicateWellAsync("--tables", "t");
        var made = await shop.TargetRowsAsync("show create table t_replica");

        await shop.Target.ExecuteAsync("drop table t_replica; create table t_replica (id int primary key, name longtext) collate utf8mb4_bin");
        var ending = await shop.ReplicateWellAsync("--tables", "t");

        ending.Output.ShouldContain("copied whole: its replica is empty");
        (await shop.TargetRowsAsync("show create table t_replica")).ShouldBe(made);
    }
}
