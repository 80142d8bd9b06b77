using Pipeline.Common;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Contract;

/// <summary>How one column travels: what PostgreSQL sends, what MySQL stores, and how both write it down for the checksum.</summary>
/// <remarks>In the expressions <c>{0}</c> stands for the quoted column.</remarks>
internal sealed record ColumnContract
{
    public required SourceColumn Column { get; init; }

    /// <summary>The PostgreSQL expression that is read; where a driver or a JVM could bend the value, its text.</summary>
    public string Select { get; init; } = "{0}";

    /// <summary>The MySQL type outside any key.</summary>
    public required string MySqlType { get; init; }

    /// <summary>Bytes it counts towards MySQL's row limit.</summary>
    public int RowBytes { get; init; } = 8;

    /// <summary>The MySQL type inside a key, given the greatest length measured in the data; null where <see cref="MySqlType"/> serves.</summary>
    public Func<long, string>? KeyType { get; init; }

    /// <summary>The type that takes its place when the row would be wider than MySQL allows, or null.</summary>
    public string? OffRowType { get; init; }

    /// <summary>What measures a value for <see cref="KeyType"/> in PostgreSQL, or null.</summary>
    public string? LengthMeasure { get; init; }

    /// <summary>Bytes of one unit of that measure in a MySQL key.</summary>
    public int KeyUnitBytes { get; init; } = 4;

    /// <summary>A non-NULL value as text in PostgreSQL, for the checksum.</summary>
    public required string SourceText { get; init; }

    /// <summary>The same text in MySQL.</summary>
    public required string TargetText { get; init; }

    /// <summary>What the type can hold here and not there.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    public string SelectExpression => For(Select, SqlName.Postgres(Column.Name));

    public string SourceTextExpression => For(SourceText, SqlName.Postgres(Column.Name));

    public string TargetTextExpression => For(TargetText, SqlName.MySql(Column.Name));

    public static string For(string template, string column) => template.Replace("{0}", column, StringComparison.Ordinal);
}
