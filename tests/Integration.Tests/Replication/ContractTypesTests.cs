using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>Moves the edge values of every type of the contract, and compares them by text forms that share no code with the job's checksums.</summary>
public sealed class ContractTypesTests(TestServers servers)
{
    private const string Ddl = """
        create table types (
            id bigint primary key, s smallint, i integer, b boolean, n numeric(20, 5), wide numeric(65, 30), f real, d double precision,
            c char(7), v varchar(40) not null unique, t text, u uuid, dt date, tm time, ts timestamp, tz timestamptz, by bytea, j jsonb
        );
        insert into types values
            (1, -32768, -2147483648, true, 999999999999999.99999, 12345678901234567890123456789012345.012345678901234567890123456789,
             3.4028235e38, 1.7976931348623157e308, 'ab ', 'a', E'tab\tnew\nreturn\rback\\slash\bform\fvertical\v \\N quote'' ', gen_random_uuid(),
             '0001-01-01', '00:00', '0001-01-01 00:00:00', '0001-01-01 00:00:00+00', '\x', '{"a": [1, null, 2.5], "bb": "\u0001é"}'),
            (2, 32767, 2147483647, false, -0.00001, -0.000000000000000000000000000001, 1e-45, 5e-324,
             '', 'A', '', gen_random_uuid(), '9999-12-31', '24:00', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59.999999+00', '\x00ff5c0a0927', '[]'),
            (3, 0, 0, null, 0, 0, 16777216, 19601463694458688, 'z', 'á', '\N', null, '2024-02-29', '12:34:56.000001',
             '1582-10-10 01:02:03.5', '2024-03-31 02:30:00.123456+01', null, 'null'),
            (4, null, null, null, null, null, 0.1, 0.1, null, 'a ', '😀 e\u0301', null, null, null, null, null, null, null),
            (5, 1, 1, true, 1, 1, 123456.79, 123456789012345680, 'x', '', repeat('long ', 200000), null, null, null, null, null, null, '"x"');
        insert into types (id, v, d, f, t, by)
        select k, 'row ' || k, (random() - 0.5) * 10 ^ (k % 600 - 300), ((random() - 0.5) * 10 ^ (k % 60 - 30))::real,
            repeat(chr(1000 + k), k % 300), decode(md5(k::text), 'hex')
        from generate_series(10, 2000) as k;
        """;

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Every_type_arrives_exactly(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, Ddl);

        await shop.ReplicateWellAsync("--tables", "public.types");

        foreach (var (source, target) in Comparisons)
        {
            var expected = await shop.SourceRowsAsync($"set timezone = 'UTC'; select {source} from types order by types.id");
            var actual = await shop.TargetRowsAsync($"select {target} from types_replica order by types_replica.id");
            actual.ShouldBe(expected, $"{source} against {target}");
        }
        (await CompareDoublesAsync(shop, "d")).ShouldBeTrue();
        (await CompareDoublesAsync(shop, "f")).ShouldBeTrue();
    }

    /// <summary>PostgreSQL writes more digits than MySQL where the shortest lie midway between two doubles: 1.9000000000000002e+22.</summary>
    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Doubles_of_few_digits_are_no_difference(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, """
            create table t (id bigserial primary key, d double precision);
            insert into t (d) select (digits || 'e' || exponent)::float8 from generate_series(1, 999) as digits, generate_series(-25, 45) as exponent
            """);

        await shop.ReplicateWellAsync("--tables", "t");
        // The next double.
        await shop.Target.ExecuteAsync("update t_replica set d = d * 1.0000000000000002e0 where id in (13, 50000)", shop.Target.Owner);

        (await shop.ReplicateWellAsync("--tables", "t")).Output.ShouldContain("0 rows added, 2 changed, 0 removed, in ");
    }

    private static IReadOnlyList<(string Source, string Target)> Comparisons =>
    [
        ("id::text", "cast(id as char)"),
        ("s::text", "cast(s as char)"),
        ("i::text", "cast(i as char)"),
        ("b::int::text", "cast(b as char)"),
        ("n::text", "cast(n as char)"),
        ("wide::text", "cast(wide as char)"),
        ("encode(convert_to(c, 'UTF8'), 'hex')", "lower(hex(c))"),
        ("encode(convert_to(v, 'UTF8'), 'hex')", "lower(hex(v))"),
        ("encode(convert_to(t, 'UTF8'), 'hex')", "lower(hex(t))"),
        ("u::text", "u"),
        ("to_char(dt, 'YYYY-MM-DD')", "date_format(dt, '%Y-%m-%d')"),
        ("case when tm = '24:00' then '24:00:00.000000' else to_char(tm, 'HH24:MI:SS.US') end", "cast(tm as char)"),
        ("to_char(ts, 'YYYY-MM-DD HH24:MI:SS.US')", "cast(ts as char)"),
        ("to_char(tz, 'YYYY-MM-DD HH24:MI:SS.US')", "cast(tz as char)"),
        ("encode(by, 'hex')", "lower(hex(by))".Replace("by", "`by`", StringComparison.Ordinal)),
        ("j::text", "cast(j as char)"),
    ];

    private static async Task<bool> CompareDoublesAsync(Shop shop, string column)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var source = await PostgresConnections.OpenAsync(shop.Source.Superuser, "test", cancellation);
        await using var target = await MySqlConnections.OpenAsync(shop.Target.Owner, "test", cancellation);
        var expected = await source.QueryAsync(
            $"select {column}::float8 from types order by types.id", row => row.IsDBNull(0) ? (long?)null : BitConverter.DoubleToInt64Bits(row.GetDouble(0)), cancellation);
        // A prepared statement sends doubles as their eight bytes; text would lose digits.
        await using var command = target.CreateCommand();
        command.CommandText = $"select {column} * 1e0 from types_replica order by types_replica.id";
        await command.PrepareAsync(cancellation);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<long?> actual = [];
        while (await reader.ReadAsync(cancellation))
            actual.Add(reader.IsDBNull(0) ? null : BitConverter.DoubleToInt64Bits(reader.GetDouble(0)));
        return actual.SequenceEqual(expected);
    }
}
