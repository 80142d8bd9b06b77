using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>What becomes of values that MySQL cannot hold: refused by name, or as the user decides, counted.</summary>
public sealed class PolicyTests(TestServers servers)
{
    private const string Odd = """
        create table odd (
            id int primary key, d double precision, n numeric, day date, at timestamptz, j jsonb, raw json, a int[]
        );
        insert into odd values
            (1, 'NaN', 'NaN', 'infinity', '-infinity', '1', '1', '{1}'),
            (2, '-Infinity', 1e35, '0044-03-15 BC', '10000-01-01', '0.12345678901234567890', '{"a": 1, "b": {"c": 1, "c": 2}}', '[0:1]={1,2}'),
            (3, '-0', 0.0000000000000000000000000000001, '2024-01-01', now(), '123456789012345678901234567890', '"\u0000"', null),
            (4, 1, 1, null, null, null, '"\ud800"', null),
            (5, 2, 'Infinity', null, null, null, null, null);
        """;

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Everything_in_the_way_is_found_in_one_go_with_keys_and_nothing_is_written(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, Odd);

        var plan = await shop.PlanAsync("--tables", "odd");

        plan.ShouldEnd(ExitCode.DataRefused);
        plan.Output.ShouldContain("1 row of public.odd.d holds NaN (id = 1).");
        plan.Output.ShouldContain("1 row of public.odd.d holds infinity (id = 2).");
        plan.Output.ShouldContain("1 row of public.odd.n holds NaN (id = 1).");
        plan.Output.ShouldContain("1 row of public.odd.n holds infinity (id = 5).");
        plan.Output.ShouldContain("1 row of public.odd.n holds numbers of more than 35 digits before the point (id = 2).");
        plan.Output.ShouldContain("1 row of public.odd.n holds numbers of more than 30 decimals (id = 3).");
        plan.Output.ShouldContain("1 row of public.odd.day holds dates before the year 1 (id = 2).");
        plan.Output.ShouldContain("1 row of public.odd.at holds dates after the year 9999 (id = 2).");
        plan.Output.ShouldContain("1 row of public.odd.raw holds half of a surrogate pair, which is no character (id = 4).");
        plan.Output.ShouldContain("1 row of public.odd.a holds arrays whose subscripts do not begin at 1 (id = 2).");
        if (flavor is MySqlFlavor.MariaDb)
        {
            plan.Output.ShouldContain("1 row of public.odd.d holds -0.0, which MariaDB would store as 0 (id = 3).");
        }
        else
        {
            plan.Output.ShouldContain("2 rows of public.odd.j hold JSON numbers that MySQL would round or write otherwise (beyond 64 bits or double precision, or nearer to 0 than 1e-14) (id = 2; id = 3).");
            plan.Output.ShouldContain("1 row of public.odd.raw holds an object with the same name twice, of which MySQL drops one (id = 2).");
            plan.Output.ShouldContain("1 row of public.odd.raw holds \\u0000, which jsonb and so the comparison cannot hold (id = 3).");
        }

        (await shop.ReplicateAsync("--tables", "odd")).ShouldEnd(ExitCode.DataRefused);
        (await shop.TargetRowsAsync("select table_name from information_schema.tables where table_schema = database() and table_name like 'odd%'")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task A_policy_decides_by_column_and_what_it_changed_is_counted(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, Odd);

        await shop.ReplicateWellAsync(
            "--tables", "odd", "--on-unrepresentable", "odd.d=null,odd.n=text,odd.day=clamp,odd.at=clamp,odd.j=text,odd.raw=text,odd.a=text");

        (await shop.TargetRowsAsync("select concat_ws(' ', id, coalesce(d, 'NULL')) from odd_replica order by id"))
            .ShouldBe(["1 NULL", "2 NULL", flavor is MySqlFlavor.MariaDb ? "3 NULL" : "3 -0", "4 1", "5 2"]);
        (await shop.TargetRowsAsync("select n from odd_replica order by id"))
            .ShouldBe(["NaN", "100000000000000000000000000000000000", "0.0000000000000000000000000000001", "1", "Infinity"]);
        (await shop.TargetRowsAsync("select concat(day, ' ', `at`) from odd_replica where id < 3 order by id"))
            .ShouldBe(["9999-12-31 0001-01-01 00:00:00.000000", "0001-01-01 9999-12-31 23:59:59.999999"]);
        (await shop.TargetRowsAsync("select j from odd_replica where id = 3")).ShouldBe(["123456789012345678901234567890"]);
        (await shop.TargetRowsAsync("select raw from odd_replica where id in (2, 4) order by id")).ShouldBe(["""{"a": 1, "b": {"c": 1, "c": 2}}""", "\"\\ud800\""]);
        (await shop.TargetRowsAsync("select a from odd_replica where id = 2")).ShouldBe(["[0:1]={1,2}"]);
        var note = (await shop.TargetRowsAsync("select note from pipeline_run_tables"))[0];
        note.ShouldContain("1 values of d set to NULL: NaN; 1 values of d set to NULL: infinity");
        note.ShouldContain("1 values of day clamped: infinity; 1 values of day clamped: dates before the year 1");
        note.ShouldContain("1 values of n kept as text: numbers of more than 30 decimals");
    }

    [Fact]
    public async Task Clamped_numbers_become_the_nearest_that_fit()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, """
            create table t (id int primary key, d double precision, r real, n numeric);
            insert into t values (1, 'Infinity', '-Infinity', '-Infinity'), (2, '-0', '-0', 1.00000000000000000000000000000050001), (3, 1, 1, -1e40);
            """);

        await shop.ReplicateWellAsync("--tables", "t", "--on-unrepresentable", "t.*=clamp");

        const string Greatest = "99999999999999999999999999999999999.999999999999999999999999999999";
        (await shop.TargetRowsAsync("select cast(n as char) from t_replica order by id")).ShouldBe([$"-{Greatest}", "1.000000000000000000000000000001", $"-{Greatest}"]);
        (await shop.TargetRowsAsync("select d = 1.7976931348623157e308 from t_replica where id = 1")).ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_key_longer_than_an_index_takes_is_refused_before_anything_is_written()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table t (id text primary key); insert into t values (repeat('x', 769))");

        var ending = await shop.ReplicateAsync("--tables", "t");

        ending.ShouldEnd(ExitCode.DataRefused);
        ending.Errors.ShouldContain(
            "public.t: the unique key t_pkey cannot exist in MySQL: its longest key takes 3076 bytes, MySQL allows 3072; 1 row holds more than 768 characters in id (id = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx).");
    }

    [Fact]
    public async Task Clamped_values_that_would_be_one_key_are_refused_before_anything_is_written()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table t (day date primary key); insert into t values ('0044-03-15 BC'), ('0043-01-01 BC'), ('2024-01-01')");

        var ending = await shop.ReplicateAsync("--tables", "t", "--on-unrepresentable", "t.day=clamp");

        ending.ShouldEnd(ExitCode.DataRefused);
        ending.Errors.ShouldContain("public.t: clamped, 2 rows would be the same in the unique key t_pkey (day).");
        await shop.ReplicateWellAsync("--tables", "t", "--on-unrepresentable", "t.day=text");
        (await shop.TargetRowsAsync("select day from t_replica order by day")).ShouldBe(["0043-01-01 BC", "0044-03-15 BC", "2024-01-01"]);
    }

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Rows_and_names_beyond_the_limits_are_refused_with_keys(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, """
            do $$
            begin
                execute 'create table long_rows (id int primary key, ' || (select string_agg('c' || i || ' text', ', ') from generate_series(1, 400) as i) || ')';
                execute 'insert into long_rows select i' || repeat(', repeat(''x'', 100 * (i % 2))', 400) || ' from generate_series(1, 9) as i';
            end $$;
            create table named (id int primary key, j jsonb, k jsonb[]);
            insert into named values (1, '{"a": 1}', null), (2, jsonb_build_object(repeat('n', 65536), 1), array[jsonb_build_object(repeat('n', 65536), 1)]);
            create table hidden (id int primary key, db_trx_id int);
            create table "%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%" (id int);
            """);
        if (flavor is MySqlFlavor.MySql)
            await shop.Target.ExecuteAsync($"grant session_variables_admin on *.* to '{shop.Target.Owner.User}'@'%'", shop.Target.Administrator);

        var plan = (await shop.PlanAsync("--tables", "public.*")).ShouldEnd(ExitCode.DataRefused);

        plan.Output.ShouldContain("public.long_rows: 5 rows are longer than a page of InnoDB holds (8,126 bytes, long values apart) (id = 1; id = 3; id = 5).");
        plan.Output.ShouldContain("the column name \"db_trx_id\" cannot exist in MySQL: InnoDB keeps it for itself.");
        plan.Output.ShouldContain("becomes the name of a file of 273 bytes, 251 are possible.");
        if (flavor is MySqlFlavor.MySql)
        {
            plan.Output.ShouldContain("1 row of public.named.j holds JSON names of more than 65535 bytes (id = 2).");
            plan.Output.ShouldContain("1 row of public.named.k holds JSON names of more than 65535 bytes (id = 2).");
        }
        else
        {
            plan.Output.ShouldContain("public.named -> named_replica");
            (await shop.ReplicateAsync("--tables", "named")).ShouldEnd(ExitCode.Done);
        }
    }
}
