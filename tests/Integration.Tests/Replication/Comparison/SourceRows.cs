using System.Globalization;
using Npgsql;
using Pipeline.Common;

namespace Pipeline.Integration.Tests.Replication.Comparison;

/// <summary>The rows of a PostgreSQL table, each value as plain text, as the server's own output functions write it.</summary>
internal static class SourceRows
{
    private const string ColumnsQuery = """
        select a.attname, t.typname, t.typtype, t.typcategory
        from pg_attribute as a
        cross join lateral (
            with recursive base as (
                select * from pg_type where oid = a.atttypid
                union all
                select t.* from base join pg_type as t on t.oid = base.typbasetype where base.typtype = 'd'
            )
            select * from base where typtype <> 'd'
        ) as t
        where a.attrelid = @p0::regclass and a.attnum > 0 and not a.attisdropped
        order by a.attnum
        """;

    public static async Task<(List<string> Kinds, List<string> Rows)> ReadAsync(DatabaseUrl source, string table)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var connection = await PostgresConnections.OpenAsync(source, "pipeline tests", cancellation);
        await connection.ExecuteAsync("set timezone = 'UTC'; set extra_float_digits = 1", cancellation);
        var columns = await connection.QueryAsync(
            ColumnsQuery,
            row => (Name: row.GetString(0), Kind: Kind(row.GetString(1), row.GetFieldValue<char>(2), row.GetFieldValue<char>(3))),
            cancellation,
            table);
        var list = columns.ConvertAll(c => c.Kind == "made json" ? $"to_json({SqlName.Postgres(c.Name)})" : SqlName.Postgres(c.Name));

        var only = await connection.ScalarAsync<bool>("select relkind = 'r' from pg_class where oid = @p0::regclass", cancellation, table) ? "only " : "";

        await using var command = new NpgsqlCommand($"select {string.Join(", ", list)} from {only}{table}", connection)
        {
            AllResultTypesAreUnknown = true,
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<string> rows = [];
        while (await reader.ReadAsync(cancellation))
            rows.Add(string.Join('\u0001', columns.Select((c, i) => reader.IsDBNull(i) ? "NULL" : Plain(c.Kind, reader.GetString(i)))));
        rows.Sort(StringComparer.Ordinal);
        return (columns.ConvertAll(c => c.Kind), rows);
    }

    private static string Kind(string type, char typtype, char category) => (typtype, category) switch
    {
        ('c', _) or (_, 'A') => "made json",
        _ => type,
    };

    private static string Plain(string kind, string text) => kind switch
    {
        "bool" => text == "t" ? "1" : "0",
        "int2" or "int4" or "int8" or "numeric" => PlainNumber.Of(text),
        "float4" => Bits(float.Parse(text, CultureInfo.InvariantCulture)),
        "float8" => Bits(double.Parse(text, CultureInfo.InvariantCulture)),
        "bpchar" => text.TrimEnd(' '),
        "bytea" => text[2..],
        "timestamptz" => PlainTime.Of(text[..^3]),
        "timestamp" or "time" => PlainTime.Of(text),
        "json" or "jsonb" or "made json" => PlainJson.Of(text),
        _ => text,
    };

    private static string Bits(double value) => BitConverter.DoubleToInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture);
}
