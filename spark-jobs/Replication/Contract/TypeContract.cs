using Pipeline.Common;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Contract;

/// <summary>The contract: for each PostgreSQL type how it becomes a MySQL column, exactly.</summary>
internal static class TypeContract
{
    /// <summary>What InnoDB takes in one key with its default row format.</summary>
    public const int LongestKeyBytes = 3072;

    /// <summary>Longer than any label of an enum: PostgreSQL cuts names at 63 bytes.</summary>
    private const int LongestLabel = 63;

    /// <summary>The contract of a column; what it does not name travels as text, with a note.</summary>
    public static ColumnContract Of(SourceColumn column, MySqlServer server) => column.Family switch
    {
        TypeFamily.Array => JsonContract.Array(column, server),
        TypeFamily.Composite => JsonContract.Composite(column, server),
        TypeFamily.Enum => TextContract.Form(column, server, LongestLabel),
        TypeFamily.Range => TextContract.Form(column, server, longest: null),
        _ => OfBase(column, server),
    };

    private static ColumnContract OfBase(SourceColumn column, MySqlServer server) => column.BaseType switch
    {
        "int2" => Exact(column, "smallint", 2, CanonicalText.Plain),
        "int4" => Exact(column, "int", 4, CanonicalText.Plain),
        "int8" => Exact(column, "bigint", 8, CanonicalText.Plain),
        "bool" => Exact(column, "tinyint(1)", 1, CanonicalText.Boolean),
        "numeric" => NumericContract.Of(column),
        // As text, because MySQL reads the number -0.0 of a statement as 0, and its text as -0.0.
        "float4" => Exact(column, "float", 4, CanonicalText.Double(server)) with { Select = "{0}::float8::text", Refusals = NumberRefusals.OfReal(server) },
        "float8" => Exact(column, "double", 8, CanonicalText.Double(server)) with { Select = "{0}::text", Refusals = NumberRefusals.OfDouble(server) },
        "bpchar" or "varchar" or "text" or "name" => TextContract.Of(column, server),
        "uuid" => Exact(column, "char(36)", 144, CanonicalText.Plain) with { Select = "{0}::text" },
        "date" => Exact(column, "date", 3, CanonicalText.Plain) with { Select = "{0}::text", Refusals = TimeRefusals.OfDate, Suspect = TimeRefusals.Outside },
        "time" => Exact(column, "time(6)", 6, CanonicalText.Time) with { Select = "{0}::text" },
        "timestamp" => Exact(column, "datetime(6)", 8, CanonicalText.Time) with { Select = "{0}::text", Refusals = TimeRefusals.OfTimestamp, Suspect = TimeRefusals.Outside },
        "timestamptz" => Exact(column, "datetime(6)", 8, CanonicalText.Instant) with
        {
            Select = "({0} at time zone 'UTC')::text",
            Refusals = TimeRefusals.OfInstant,
            Suspect = TimeRefusals.Outside,
        },
        "bytea" => Exact(column, "longblob", ColumnContract.PointerBytes, CanonicalText.Bytes(RowHash.Of(server))) with
        {
            KeyType = length => $"varbinary({Math.Max(1, length)})",
            LengthMeasure = "octet_length({0})",
            KeyUnitBytes = 1,
        },
        "json" => JsonContract.Json(column, server),
        "jsonb" => JsonContract.Jsonb(column, server),
        "interval" => TextContract.Form(column, server, 80),
        "timetz" => TextContract.Form(column, server, 24),
        "inet" or "cidr" => TextContract.Form(column, server, 49),
        "macaddr" => TextContract.Form(column, server, 17),
        "macaddr8" => TextContract.Form(column, server, 23),
        "money" => TextContract.Form(column, server, 64),
        "bit" => TextContract.Form(column, server, column.Bits),
        "varbit" => TextContract.Form(column, server, column.Bits),
        "xml" or "tsvector" or "tsquery" or "point" or "line" or "lseg" or "box" or "path" or "polygon" or "circle" =>
            TextContract.Form(column, server, longest: null),
        _ => TextContract.Unforeseen(column, server),
    };

    private static ColumnContract Exact(SourceColumn column, string mySqlType, int rowBytes, (string Source, string Target) text) => new()
    {
        Column = column,
        MySqlType = mySqlType,
        RowBytes = rowBytes,
        SourceText = text.Source,
        TargetText = text.Target,
    };
}
