using System.Globalization;
using Pipeline.Common;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Contract;

/// <summary>What travels as text.</summary>
internal static class TextContract
{
    private const int LongestVarchar = 1000;
    private const int LongestChar = 255;
    private const int TextBytes = 65_535;

    /// <summary>
    /// What the type's own output function writes, whatever casts to text somebody defined. format makes an empty text of NULL, and
    /// "is null" is true of a row of NULLs: so NULLs are counted.
    /// </summary>
    private const string Output = "(case when num_nonnulls({0}) = 1 then format('%s', {0}) end)";

    /// <summary>char, varchar and text themselves.</summary>
    public static ColumnContract Of(SourceColumn column, MySqlServer server)
    {
        // Spaces at the end of a char are padding, which its text form leaves out.
        var length = column.BaseType is "text" or "name" ? null : column.Length;
        var contract = Form(column, server, length, column.BaseType is "varchar" or "text" ? "{0}" : "{0}::text");
        return column.BaseType is "bpchar" && length <= LongestChar
            ? contract with { MySqlType = string.Create(CultureInfo.InvariantCulture, $"char({length})") }
            : contract;
    }

    /// <summary>Any other type, in the form that PostgreSQL writes.</summary>
    /// <param name="column">The column.</param>
    /// <param name="server">Where it goes.</param>
    /// <param name="longest">The most characters that its form can have, or null.</param>
    public static ColumnContract Form(SourceColumn column, MySqlServer server, int? longest) => Form(column, server, longest, Output);

    /// <summary>A type that the contract does not name.</summary>
    public static ColumnContract Unforeseen(SourceColumn column, MySqlServer server) =>
        Form(column, server, null) with { Note = $"{column.Name} ({column.Declared}) is copied in PostgreSQL's text form" };

    /// <summary>A column as text because its user said so.</summary>
    public static ColumnContract Instead(ColumnContract contract, MySqlServer server) =>
        Form(contract.Column, server, null) with { Changes = contract.Refusals, ChangedHow = "kept as text" };

    private static ColumnContract Form(SourceColumn column, MySqlServer server, int? longest, string select)
    {
        var fits = longest <= LongestVarchar;
        var type = (fits, longest) switch
        {
            (true, _) => string.Create(CultureInfo.InvariantCulture, $"varchar({longest})"),
            (_, { } n) when n * 4L <= TextBytes => "text",
            _ => "longtext",
        };
        var text = select == "{0}" ? "{0}::text" : select;
        var (source, target) = fits ? CanonicalText.ShortText(text) : CanonicalText.LongText(text, RowHash.Of(server));
        return new()
        {
            Column = column,
            MySqlType = type,
            RowBytes = fits ? (longest!.Value * 4) + 2 : ColumnContract.PointerBytes,
            Select = select,
            KeyType = fits && longest * 4 <= TypeContract.LongestKeyBytes ? null : ColumnContract.MeasuredText,
            LengthMeasure = $"char_length({text})",
            OffRowType = fits ? "text" : null,
            SourceText = source,
            TargetText = target,
        };
    }
}
