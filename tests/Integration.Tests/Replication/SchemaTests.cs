using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Integration.Tests.Replication.Comparison;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>Whole schemas with every type and every shape, compared value by value by code of the tests alone.</summary>
public sealed class SchemaTests(TestServers servers)
{
    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Every_family_of_types_arrives_exactly_at_its_edges(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, await Schemas.ReadAsync("types"));

        var ending = await shop.ReplicateWellAsync("--tables", "public.*");

        foreach (var table in Schemas.Types)
            await Tables.ShouldBeEqualAsync(shop, table, $"{table}_replica");
        ending.Output.ShouldContain("ci (citext) is copied in PostgreSQL's text form");
        await shop.ReplicateWellAsync("--tables", "public.*", "--on-drift", "refuse");
    }

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Every_shape_of_table_arrives_exactly_under_its_name(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, await Schemas.ReadAsync("shapes"));

        var ending = await shop.ReplicateWellAsync("--tables", "public.*,public.seen,public.kept");

        foreach (var table in Schemas.Shapes)
            await Tables.ShouldBeEqualAsync(shop, table, $"{table}_replica");
        const string Mixed = "Mixed \"Name\" `tick` таблица";
        await Tables.ShouldBeEqualAsync(shop, SqlName.Postgres(Mixed), $"{Mixed}_replica");
        (await shop.TargetRowsAsync("select concat(id, t) from seen_replica")).ShouldBe(["1p!"]);
        (await shop.TargetRowsAsync("select count(*) from kept_replica")).ShouldBe(["99"]);
        (await shop.TargetRowsAsync("select table_name from information_schema.tables where table_schema = database() and table_name like 'pas%'")).ShouldBeEmpty();
        ending.Output.ShouldContain("index keys_lower not carried: on an expression; index keys_some not carried: partial");
    }

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task A_schema_of_many_tables_arrives_exactly_and_says_what_is_not_carried(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, await Schemas.ReadAsync("library"));

        var ending = await shop.ReplicateWellAsync("--tables", "public.*");

        foreach (var table in Schemas.Library)
            await Tables.ShouldBeEqualAsync(shop, SqlName.Postgres(table), $"{table}_replica");
        ending.Output.ShouldContain($"Published {Schemas.Library.Count} tables, 47,637 rows");
        ending.Output.ShouldContain("index book_words not carried: of type gin; shelf (ltree) is copied in PostgreSQL's text form");
        (await shop.TargetRowsAsync("select concat(column_name, ' ', column_comment) from information_schema.columns where table_schema = database() and table_name = 'book_replica' and column_comment > ''"))
            .ShouldBe([@"raw As the publisher's system sent it: \n is no new line."]);
    }

    [Fact]
    public async Task Keys_stay_keys_and_keep_apart_what_was_apart()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, await Schemas.ReadAsync("shapes"));
        await shop.ReplicateWellAsync("--tables", "public.keys");

        var keys = await shop.TargetRowsAsync("""
            select concat_ws(' ', index_name, non_unique, group_concat(column_name order by seq_in_index))
            from information_schema.statistics
            where table_schema = database() and table_name = 'keys_replica'
            group by index_name, non_unique
            order by index_name
            """);

        keys.ShouldBe(["PRIMARY 0 id", "keys_b_key 0 b", "keys_u_w_key 0 u,w", "keys_w 1 w"], ignoreOrder: true);
        (await shop.TargetRowsAsync("select count(*) from keys_replica where id = 'a'")).ShouldBe(["1"]);
    }

    [Fact]
    public async Task The_same_name_in_two_schemas_is_refused_until_the_schema_is_let_into_the_name()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, $"""
            create schema one; create schema two;
            create table one.t (id int primary key); create table two.t (id int primary key, v text);
            insert into one.t values (1); insert into two.t values (2, 'b');
            grant usage on schema one, two to {ShopRoles.Reader};
            grant select on one.t, two.t to {ShopRoles.Reader};
            """);

        var refused = await shop.ReplicateAsync("--tables", "*.t");
        refused.ShouldEnd(ExitCode.DataRefused);
        refused.Errors.ShouldContain("one.t and two.t would both become t_replica.");
        await shop.ReplicateWellAsync("--tables", "*.t", "--name", "{schema}_{table}_replica");

        await Tables.ShouldBeEqualAsync(shop, "one.t", "one_t_replica");
        await Tables.ShouldBeEqualAsync(shop, "two.t", "two_t_replica");
    }

    [Fact]
    public async Task A_replica_of_one_table_is_not_given_to_another_while_it_stands()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, $"""
            create schema one; create schema two;
            create table one.t (id int primary key); create table two.t (id int primary key);
            insert into one.t values (1); insert into two.t values (2);
            grant usage on schema one, two to {ShopRoles.Reader};
            grant select on one.t, two.t to {ShopRoles.Reader};
            """);
        await shop.ReplicateWellAsync("--tables", "one.t");

        var refused = (await shop.ReplicateAsync("--tables", "two.t")).ShouldEnd(ExitCode.DataRefused);
        refused.Errors.ShouldContain("t_replica holds one.t, as run ");
        refused.Errors.ShouldContain("--name '{schema}_{table}_replica'");
        (await shop.PlanAsync("--tables", "two.t")).ShouldEnd(ExitCode.DataRefused);
        (await shop.TargetRowsAsync("select id from t_replica")).ShouldBe(["1"]);

        await shop.Target.ExecuteAsync("drop table t_replica");
        await shop.ReplicateWellAsync("--tables", "two.t");
        await shop.ReplicateWellAsync("--tables", "two.t");
        (await shop.TargetRowsAsync("select id from t_replica")).ShouldBe(["2"]);

        // As db/init_mysql.sql makes it anew.
        await shop.Target.ExecuteAsync("delete from t_replica");
        await shop.ReplicateWellAsync("--tables", "one.t");
        (await shop.TargetRowsAsync("select id from t_replica")).ShouldBe(["1"]);

        // A target that was never set up has no run to look at.
        await shop.Target.ExecuteAsync("drop table pipeline_run_tables, pipeline_runs");
        (await shop.PlanAsync("--tables", "one.t")).ShouldEnd(ExitCode.Done);
    }
}
