using System.Text.Json;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary><c>./pipeline plan</c>, which looks and does not touch.</summary>
public sealed class PlanVerbTests(TestServers servers)
{
    private const string Ddl = """
        create table t (id int primary key, price numeric(10, 2) not null, words tsvector);
        create index t_words on t using gin (words);
        insert into t select i, i, 'a b' from generate_series(1, 20) as i;
        """;

    [Fact]
    public async Task Shows_statements_parts_and_the_verdict_and_writes_nothing()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, Ddl);

        var plan = (await shop.PlanAsync("--tables", "t")).ShouldEnd(ExitCode.Done);

        plan.Output.ShouldContain("public.t -> t_replica: 20 rows");
        plan.Output.ShouldContain("    `price` decimal(10,2) not null,");
        plan.Output.ShouldContain("    \"price\" as \"price\",");
        plan.Output.ShouldContain("note: index t_words not carried: of type gin");
        plan.Output.ShouldContain("exact: every value of it fits");
        (await shop.TargetRowsAsync("select count(*) from pipeline_runs")).ShouldBe(["0"]);
        (await shop.TargetRowsAsync("select table_name from information_schema.tables where table_schema = database() and (table_name like 't\\_%' or table_name like 'pipeline\\_stg%')")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Gives_programs_one_object()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, $"{Ddl}; create table odd (id int, d float8); insert into odd values (7, 'NaN')");

        var plan = (await shop.PlanAsync("--tables", "t,odd", "--json")).ShouldEnd(ExitCode.DataRefused);

        using var json = JsonDocument.Parse(plan.Output);
        var tables = json.RootElement.GetProperty("tables");
        tables[0].GetProperty("rows").GetInt64().ShouldBe(20);
        tables[0].GetProperty("select").GetArrayLength().ShouldBe(3);
        tables[0].GetProperty("partitions").GetArrayLength().ShouldBe(1);
        tables[0].GetProperty("obstacles").GetArrayLength().ShouldBe(0);
        tables[1].GetProperty("obstacles")[0].GetProperty("what").GetString().ShouldBe("1 row of public.odd.d holds NaN (ctid = (0,1)).");
    }
}
