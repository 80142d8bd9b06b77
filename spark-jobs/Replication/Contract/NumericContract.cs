using Pipeline.Replication.Source;

namespace Pipeline.Replication.Contract;

/// <summary>numeric: a DECIMAL of the same precision and scale where MySQL has one, else its widest.</summary>
internal static class NumericContract
{
    private const int MostDigits = 65;
    private const int MostDecimals = 30;

    /// <summary>A JVM's decimal ends here.</summary>
    private const int MostSparkDigits = 38;

    public static ColumnContract Of(SourceColumn column) => column.Numeric switch
    {
        ( <= MostDigits, >= 0 and <= MostDecimals) and var (precision, scale) when scale <= precision => Decimal(column, precision, scale),

        // A negative scale rounds to tens, hundreds: whole numbers of more digits.
        (var precision, < 0 and var scale) when precision - scale <= MostDigits => Decimal(column, precision - scale, 0),
        (var precision, <= MostDecimals and var scale) when scale > precision => Decimal(column, scale, scale),
        (_, var scale) => Widest(column, Math.Clamp(scale, 0, MostDecimals)),
        null => Widest(column, MostDecimals),
    };

    private static ColumnContract Decimal(SourceColumn column, int precision, int scale) => new()
    {
        Column = column,
        MySqlType = $"decimal({precision},{scale})",
        RowBytes = Bytes(precision - scale) + Bytes(scale),
        Select = precision <= MostSparkDigits && column.Numeric == (precision, scale) ? "{0}" : "{0}::text",
        SourceText = CanonicalText.Plain.Source,
        TargetText = CanonicalText.Plain.Target,
        Refusals = [NumberRefusals.NotANumber],
    };

    private static ColumnContract Widest(SourceColumn column, int scale) => new()
    {
        Column = column,
        MySqlType = $"decimal({MostDigits},{scale})",
        RowBytes = 30,
        Select = "{0}::text",
        SourceText = "trim_scale({0})",
        TargetText = scale == 0 ? "{0}" : CanonicalText.WithoutFractionZeros,
        Refusals = NumberRefusals.OfNumeric(MostDigits, scale),
    };

    /// <summary>Nine digits take four bytes.</summary>
    private static int Bytes(int digits) => (digits / 9 * 4) + (((digits % 9) + 1) / 2);
}
