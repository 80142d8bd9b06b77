using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>
/// The types of Spark's decimal arithmetic (spark.sql.decimalOperations.allowPrecisionLoss at its default, true).
/// See https://spark.apache.org/docs/latest/sql-ref-ansi-compliance.html and DecimalPrecision in Spark's source.
/// </summary>
internal static class DecimalRules
{
    private const int MinimumScale = 6;

    public static DecimalType Add(DecimalType left, DecimalType right)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        return Fit(Math.Max(left.Precision - left.Scale, right.Precision - right.Scale) + scale + 1, scale);
    }

    public static DecimalType Multiply(DecimalType left, DecimalType right) =>
        Fit(left.Precision + right.Precision + 1, left.Scale + right.Scale);

    public static DecimalType Divide(DecimalType left, DecimalType right)
    {
        var scale = Math.Max(MinimumScale, left.Scale + right.Precision + 1);
        return Fit(left.Precision - left.Scale + right.Scale + scale, scale);
    }

    public static DecimalType Sum(DecimalType value) => Bounded(value.Precision + 10, value.Scale);

    public static DecimalType Average(DecimalType value) => Bounded(value.Precision + 4, value.Scale + 4);

    public static DecimalType Round(DecimalType value, int digits)
    {
        var scale = Math.Min(value.Scale, digits);
        return Bounded(value.Precision - value.Scale + 1 + scale, scale);
    }

    private static DecimalType Bounded(int precision, int scale) =>
        new(Math.Min(precision, DecimalType.MaxPrecision), Math.Min(scale, DecimalType.MaxPrecision));

    /// <summary>Gives up digits behind the point, but not below six, before it gives up digits in front of it.</summary>
    private static DecimalType Fit(int precision, int scale)
    {
        if (precision <= DecimalType.MaxPrecision)
            return new(precision, scale);
        var whole = precision - scale;
        return new(DecimalType.MaxPrecision, Math.Max(DecimalType.MaxPrecision - whole, Math.Min(scale, MinimumScale)));
    }
}
