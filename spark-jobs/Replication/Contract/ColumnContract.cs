using System.Globalization;
using Pipeline.Common;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Contract;

/// <summary>How one column travels: what PostgreSQL sends, what MySQL stores, and how both write it down for the checksum.</summary>
/// <remarks>In the expressions <c>{0}</c> stands for the quoted column.</remarks>
internal sealed record ColumnContract
{
    /// <summary>What a column kept outside the row counts towards MySQL's row limit.</summary>
    public const int PointerBytes = 12;

    public required SourceColumn Column { get; init; }

    /// <summary>What stands for the column in every expression on the source's side: itself, or what a policy puts in its place.</summary>
    public string Value { get; init; } = "{0}";

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

    /// <summary>True, in PostgreSQL, for every value that a refusal or a change may mean: cheaper than to ask each; null asks each.</summary>
    public string? Suspect { get; init; }

    /// <summary>The PostgreSQL expression whose text form goes into the checksum, for a value that is not NULL.</summary>
    public required string SourceText { get; init; }

    /// <summary>The MySQL expression that has the same text form.</summary>
    public required string TargetText { get; init; }

    /// <summary>What the type can hold here and not there.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>What a policy changes because it could not be held.</summary>
    public IReadOnlyList<Refusal> Changes { get; init; } = [];

    /// <summary>How the policy puts it, for the record: "set to NULL".</summary>
    public string? ChangedHow { get; init; }

    /// <summary>What a reader of the replica should know of the column, or null.</summary>
    public string? Note { get; init; }

    /// <summary>The value in PostgreSQL, under the policy.</summary>
    public string SourceValue => For(Value, SqlName.Postgres(Column.Name));

    public string SelectExpression => For(Select, SourceValue);

    /// <summary>How many bytes of it are sent; PostgreSQL knows that of text and bytea without reading them.</summary>
    public string OctetsExpression => MySqlType is "longblob" ? $"octet_length({SourceValue})" : $"octet_length(({SelectExpression})::text)";

    /// <summary>True for a value of any length, which is kept outside the row.</summary>
    public bool IsUnbounded => RowBytes == PointerBytes;

    /// <summary>True, in PostgreSQL, where a refusal or a change may hold; null where there is none.</summary>
    public string? SuspectExpression => (Suspect, Refusals.Count + Changes.Count) switch
    {
        (_, 0) => null,
        ({ } suspect, _) => For(suspect, SqlName.Postgres(Column.Name)),
        _ => string.Join(" or ", Refusals.Concat(Changes).Select(Predicate)),
    };

    public string SourceTextExpression => For(SourceText, SourceValue);

    public string? LengthExpression => LengthMeasure is null ? null : For(LengthMeasure, SourceValue);

    public string TargetTextExpression => For(TargetText, SqlName.MySql(Column.Name));

    /// <summary>The type of text in a key, long enough for what was measured.</summary>
    public static string MeasuredText(long length) => string.Create(CultureInfo.InvariantCulture, $"varchar({Math.Max(1, length)})");

    /// <summary>Where a predicate of a refusal holds, in PostgreSQL.</summary>
    public string Predicate(Refusal refusal) => For(refusal.Predicate, SqlName.Postgres(Column.Name));

    public static string For(string template, string column) => template.Replace("{0}", column, StringComparison.Ordinal);
}
