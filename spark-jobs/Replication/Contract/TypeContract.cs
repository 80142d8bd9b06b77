using Pipeline.Common;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Contract;

/// <summary>The contract: for each PostgreSQL type how it becomes a MySQL column, exactly.</summary>
internal static class TypeContract
{
    private const int LongestVarchar = 1000;
    private const int TextBytes = 65_535;
    private const int PointerBytes = 12;

    /// <summary>What InnoDB takes in one key with its default row format.</summary>
    public const int LongestKeyBytes = 3072;

    /// <summary>The contract of a column, or null for a type that it does not know.</summary>
    public static ColumnContract? Of(SourceColumn column, MySqlServer server) => column.BaseType switch
    {
        "int2" => Plain(column, "smallint", 2),
        "int4" => Plain(column, "int", 4),
        "int8" => Plain(column, "bigint", 8),
        "bool" => Exact(column, "tinyint(1)", 1, CanonicalText.Boolean),
        "numeric" => Numeric(column),
        "float4" => Exact(column, "float", 4, CanonicalText.Double) with { Select = "{0}::float8", Refusals = Refusals.OfDouble(server) },
        "float8" => Exact(column, "double", 8, CanonicalText.Double) with { Refusals = Refusals.OfDouble(server) },
        "bpchar" or "varchar" or "text" or "name" => Text(column, server),
        "uuid" => Exact(column, "char(36)", 144, CanonicalText.Plain) with { Select = "{0}::text" },
        "date" => Exact(column, "date", 3, CanonicalText.Plain) with { Select = "{0}::text", Refusals = [Refusals.OutsideYears] },
        "time" => Exact(column, "time(6)", 6, CanonicalText.Time) with { Select = "{0}::text" },
        "timestamp" => Exact(column, "datetime(6)", 8, CanonicalText.Time) with { Select = "{0}::text", Refusals = [Refusals.OutsideYears] },
        "timestamptz" => Exact(column, "datetime(6)", 8, CanonicalText.Instant) with
        {
            Select = "({0} at time zone 'UTC')::text",
            Refusals = [Refusals.OutsideYears],
        },
        "bytea" => Exact(column, "longblob", PointerBytes, CanonicalText.Bytes(RowHash.Of(server))) with
        {
            KeyType = length => $"varbinary({Math.Max(1, length)})",
            LengthMeasure = "octet_length({0})",
            KeyUnitBytes = 1,
        },
        "json" or "jsonb" => Json(column, server),
        _ => null,
    };

    private static ColumnContract Exact(SourceColumn column, string mySqlType, int rowBytes, (string Source, string Target) text) => new()
    {
        Column = column,
        MySqlType = mySqlType,
        RowBytes = rowBytes,
        SourceText = text.Source,
        TargetText = text.Target,
    };

    private static ColumnContract Plain(SourceColumn column, string mySqlType, int rowBytes) =>
        Exact(column, mySqlType, rowBytes, CanonicalText.Plain);

    /// <summary>numeric without a precision has no MySQL type of its own yet; neither has a negative scale or more digits than 65.</summary>
    private static ColumnContract? Numeric(SourceColumn column) => column.Numeric switch
    {
        ( <= 65, >= 0 and <= 30) and var (precision, scale) when scale <= precision =>
            Exact(column, $"decimal({precision},{scale})", 30, CanonicalText.Plain) with
            {
                // A JVM's decimal ends at 38 digits.
                Select = precision <= 38 ? "{0}" : "{0}::text",
                Refusals = [Refusals.NotANumber],
            },
        _ => null,
    };

    private static ColumnContract Text(SourceColumn column, MySqlServer server)
    {
        var length = column.BaseType is "text" or "name" ? null : column.Length;
        var fits = length <= LongestVarchar;
        var type = (fits, column.BaseType, length) switch
        {
            (true, "bpchar", <= 255) => $"char({length})",
            (true, _, _) => $"varchar({length})",
            (_, _, { } n) when n * 4L <= TextBytes => "text",
            _ => "longtext",
        };
        var text = fits ? CanonicalText.ShortText : CanonicalText.LongText("{0}::text", RowHash.Of(server));
        return Exact(column, type, fits ? (length!.Value * 4) + 2 : PointerBytes, text) with
        {
            Select = column.BaseType is "name" ? "{0}::text" : "{0}",
            KeyType = fits && length * 4 <= LongestKeyBytes ? null : measured => $"varchar({Math.Max(1, measured)})",
            LengthMeasure = "char_length({0}::text)",
            OffRowType = fits ? "text" : null,
        };
    }

    /// <summary>MySQL stores JSON in a binary form whose text is that of jsonb; MariaDB stores the text itself.</summary>
    private static ColumnContract Json(SourceColumn column, MySqlServer server)
    {
        var source = server.IsMariaDb ? "{0}::text" : "{0}::jsonb::text";
        var text = CanonicalText.LongText(source, RowHash.Of(server));

        // MariaDB's json is text of another collation, MySQL's is no text at all: both have to become the table's own.
        text.Target = ColumnContract.For(text.Target, server.IsMariaDb ? $"({{0}} collate {server.ExactCollation})" : "cast({0} as char)");
        return Exact(column, "json", PointerBytes, text) with
        {
            Select = source,
            Refusals = server.IsMariaDb ? [] : [Refusals.RoundedJsonNumber],
        };
    }
}
