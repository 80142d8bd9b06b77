using Pipeline.Common;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Contract;

/// <summary>What becomes JSON: MySQL stores it in a binary form whose text is that of jsonb; MariaDB stores the text itself.</summary>
internal static class JsonContract
{
    public static ColumnContract Jsonb(SourceColumn column, MySqlServer server) =>
        Of(column, server, server.IsMariaDb ? "{0}::text" : JsonText.WithPlainNumbers("{0}::text"), JsonRefusals.OfJsonb(server));

    public static ColumnContract Json(SourceColumn column, MySqlServer server) => Of(
        column,
        server,
        server.IsMariaDb ? "{0}::text" : JsonText.WithPlainNumbers($"{JsonText.AsJsonb}::text"),
        JsonRefusals.OfJson(server));

    public static ColumnContract Array(SourceColumn column, MySqlServer server)
    {
        var made = Made(column, server);
        return made with { Refusals = [ArrayRefusals.OtherBounds, .. made.Refusals] };
    }

    public static ColumnContract Composite(SourceColumn column, MySqlServer server) => Made(column, server);

    private static ColumnContract Made(SourceColumn column, MySqlServer server) => Of(
        column,
        server,
        server.IsMariaDb ? "to_json({0})::text" : JsonText.WithPlainNumbers("to_jsonb({0})::text"),
        JsonRefusals.OfMade("to_jsonb({0})", server));

    private static ColumnContract Of(SourceColumn column, MySqlServer server, string select, IReadOnlyList<Refusal> refusals)
    {
        // MariaDB's json is text of another collation, MySQL's is no text at all: both have to become the table's own.
        var stored = server.IsMariaDb ? $"({{0}} collate {server.ExactCollation})" : "cast({0} as char)";
        var (source, target) = CanonicalText.LongText(select, RowHash.Of(server));
        return new()
        {
            Column = column,
            MySqlType = "json",
            RowBytes = ColumnContract.PointerBytes,
            Select = select,
            SourceText = source,
            TargetText = ColumnContract.For(target, stored),
            Refusals = refusals,
        };
    }
}
