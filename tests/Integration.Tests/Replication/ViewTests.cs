using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>Views, and what is told of one that cannot be replicated.</summary>
public sealed class ViewTests(TestServers servers)
{
    [Fact]
    public async Task A_view_that_reads_the_clock_is_named_as_the_cause()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create view v as select k as id, now() as at from generate_series(1, 3) as k");

        var ending = (await shop.ReplicateAsync("--tables", "v")).ShouldEnd(ExitCode.ProofFailed);

        ending.Errors.ShouldContain("public.v and the rows written for v_replica have 3 rows each but differ");
        ending.Errors.ShouldContain("the view may read the clock, random() or a foreign table, which give each connection other rows: replicate a table or a materialised view of it.");
        (await shop.LeftoversAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_materialised_view_without_data_is_refused_until_it_is_refreshed()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create materialized view m as select 1 as id with no data; create view over_m as select id from m");

        var refused = (await shop.ReplicateAsync("--tables", "m")).ShouldEnd(ExitCode.DataRefused);
        refused.Errors.ShouldContain("public.m holds no data yet");
        refused.Errors.ShouldContain("Type: refresh materialized view \"public\".\"m\"");
        (await shop.PlanAsync("--tables", "m")).ShouldEnd(ExitCode.DataRefused);
        (await shop.ReplicateAsync("--tables", "over_m")).ShouldEnd(ExitCode.DataRefused).Errors.ShouldContain("\"m\" has not been populated");

        await shop.Source.ExecuteAsync("refresh materialized view m");
        await shop.ReplicateWellAsync("--tables", "m,over_m");
    }

    [Theory]
    [InlineData()]
    [InlineData("--no-proof")]
    public async Task A_view_that_cannot_compute_a_row_is_refused_by_name(params string[] options)
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create view v as select x as id, 1 / (x - 5) as inverse from generate_series(1, 9) as x");

        var refused = (await shop.ReplicateAsync(["--tables", "v", .. options])).ShouldEnd(ExitCode.DataRefused);

        refused.Errors.ShouldContain("public.v cannot be read: PostgreSQL says division by zero (SQLSTATE 22012)");
        (await shop.TargetRowsAsync("select outcome from pipeline_runs")).ShouldBe(["failed"]);
    }

    /// <summary>An outer join gives NULL in the type of the column all the same.</summary>
    [Fact]
    public async Task A_view_gives_null_where_its_domain_takes_none()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, """
            create domain amount as int not null;
            create table customer (id int primary key, credit amount); insert into customer values (1, 10), (2, 20);
            create table bill (customer int, due amount); insert into bill values (1, 5);
            create view owing as select c.id, c.credit, b.due from customer as c left join bill as b on b.customer = c.id;
            create materialized view owed as select * from owing
            """);

        await shop.ReplicateWellAsync("--tables", "owing,owed,customer");

        foreach (var replica in (string[])["owing_replica", "owed_replica"])
            (await shop.TargetRowsAsync($"select concat_ws('|', id, credit, coalesce(due, 'NULL')) from {replica} order by id")).ShouldBe(["1|10|5", "2|20|NULL"]);
        (await shop.TargetRowsAsync("select is_nullable from information_schema.columns where table_schema = database() and table_name = 'customer_replica' and column_name = 'credit'"))
            .ShouldBe(["NO"]);
    }
}
