using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Engines;

/// <summary>Rows that go through the engine arrive as they were, whichever way they go.</summary>
public sealed class MovingTests(TestServers servers)
{
    private const string Columns =
        "id bigint, s smallint, b boolean, d double precision, m numeric(12,2), w numeric(38,20), t text, dt date, ts timestamp, by bytea, u uuid, j jsonb";

    private const string Source = $$"""
        create table source ({{Columns}});
        insert into source values
            (1, -3, true, 1e300, 12.34, 123456789012345678.12345678901234567890, E'tab\t nl\n cr\r bs\\ ff\f vt\v b\b quote'' dq" \\N end\\',
             '2024-02-29', '2024-02-29 23:59:59.999999', '\x00ff5c0a0927', '9f1c2f3a-0000-4000-8000-000000000001', '{"a": 1.50}'),
            (2, null, null, null, null, null, null, null, null, null, null, null),
            (3, 0, false, -0.5, -0.01, 0, '', '1000-01-01', '9999-12-31 23:59:59.999999', '', null, '[]'),
            (4, null, null, null, null, null, '\N', null, null, null, null, null),
            (5, 1, true, 5e-324, 0, 1, 'Привет 🎉', '9999-12-31', '2024-01-01', '\x00', null, '"x"');
        insert into source (id, t, by) select 100 + k, repeat(chr(8 + k % 120) || '\', k % 300 + 1), decode(md5(k::text), 'hex') from generate_series(1, 5000) as k;
        create table target (like source);
        """;

    private const string Replica = """
        create table replica (
            id bigint primary key, s smallint, b tinyint(1), d double, m decimal(12,2), w decimal(38,20), t longtext,
            dt date, ts datetime(6), `by` longblob, u char(36), j longtext
        ) character set utf8mb4
        """;

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task From_PostgreSQL_to_MySQL_and_back(MySqlFlavor flavor)
    {
        await using var bench = await EngineBench.OpenAsync(servers, flavor);
        await bench.Postgres.ExecuteAsync(Source);
        await bench.MySql.ExecuteAsync(Replica);

        bench.ToMySql(bench.FromPostgres("source", "id <= 2000", "id > 2000"), "replica");
        bench.ToPostgres(bench.FromMySql("replica"), "public.target");

        (await DifferentAsync(bench)).ShouldBe(0L);
    }

    [Fact]
    public async Task To_a_server_that_takes_no_local_file()
    {
        await using var bench = await EngineBench.OpenAsync(servers);
        await bench.Postgres.ExecuteAsync(Source);
        await bench.MySql.ExecuteAsync(Replica);
        var before = await bench.MySql.ScalarAsync("select @@local_infile");
        await bench.MySql.ExecuteAsync("set global local_infile = 0", bench.MySql.Administrator);
        try
        {
            bench.ToMySql(bench.FromPostgres("source"), "replica");
        }
        finally
        {
            await bench.MySql.ExecuteAsync($"set global local_infile = {before}", bench.MySql.Administrator);
        }
        bench.ToPostgres(bench.FromMySql("replica"), "target");

        (await DifferentAsync(bench)).ShouldBe(0L);
    }

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Whole_numbers_beyond_those_of_Spark_are_decimals(MySqlFlavor flavor)
    {
        await using var bench = await EngineBench.OpenAsync(servers, flavor);
        await bench.MySql.ExecuteAsync("create table wide (n bigint unsigned); insert into wide values (18446744073709551615), (0), (null)");

        var numbers = bench.FromMySql("wide").Collect().Select(row => row.GetAs<decimal?>("n"));

        numbers.Order().ShouldBe([null, 0m, 18446744073709551615m]);
    }

    [Fact]
    public async Task Through_SQL()
    {
        await using var bench = await EngineBench.OpenAsync(servers);
        await bench.Postgres.ExecuteAsync(Source);
        bench.FromPostgres("source").CreateOrReplaceTempView("source");

        bench.ToPostgres(bench.Spark.Sql("select * from source where id > 0"), "target");

        (await DifferentAsync(bench)).ShouldBe(0L);
    }

    [Fact]
    public async Task In_one_snapshot_of_the_source()
    {
        await using var bench = await EngineBench.OpenAsync(servers);
        await bench.Postgres.ExecuteAsync("create table source as select k as id from generate_series(1, 1000) as k");
        await using var driver = await Common.PostgresConnections.OpenAsync(bench.Postgres.Superuser, "test", TestContext.Current.CancellationToken);
        await using var export = new Npgsql.NpgsqlCommand("begin isolation level repeatable read read only; select pg_export_snapshot()", driver);
        var snapshot = await export.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        await bench.Postgres.ExecuteAsync("delete from source where id > 10");
        var url = bench.Postgres.Superuser;

        var rows = bench.Spark.Read().Option("user", url.User).Option("password", url.Password)
            .Option("sessionInitStatement", $"begin isolation level repeatable read read only; set transaction snapshot '{snapshot}'")
            .Jdbc($"jdbc:postgresql://{url.Host}:{url.Port}/{url.Database}", "source", ["id <= 500", "id > 500"], []);

        rows.Count().ShouldBe(1000);
        rows.Collect().Count().ShouldBe(1000);
    }

    private static Task<object?> DifferentAsync(EngineBench bench) => bench.Postgres.ScalarAsync(
        "select count(*) from ((table source except all table target) union all (table target except all table source)) as different");
}
