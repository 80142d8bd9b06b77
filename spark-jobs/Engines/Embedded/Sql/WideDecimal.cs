using System.Globalization;
using System.Numerics;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>
/// Divides and multiplies decimals of any width exactly, rounding half away from zero, as Spark does. DuckDB would divide them as
/// doubles, and has no room for a product of more than 38 digits.
/// </summary>
internal static class WideDecimal
{
    /// <summary>Divides.</summary>
    /// <param name="dividend">A decimal in plain digits.</param>
    /// <param name="divisor">The same.</param>
    /// <param name="scale">How many digits the result has behind the point.</param>
    /// <returns>The quotient; null when either is null.</returns>
    public static string? Divide(string? dividend, string? divisor, int scale)
    {
        if (dividend is null || divisor is null)
            return null;
        var (left, leftScale) = Parse(dividend);
        var (right, rightScale) = Parse(divisor);
        if (right.IsZero)
            throw new DivideByZeroException("[DIVIDE_BY_ZERO] Division by zero. Use try_divide to get null instead.");

        var shift = scale - leftScale + rightScale;
        if (shift >= 0)
            left *= BigInteger.Pow(10, shift);
        else
            right *= BigInteger.Pow(10, -shift);

        return Format(Nearest(left, right), scale);
    }

    /// <summary>Multiplies.</summary>
    /// <param name="left">A decimal in plain digits.</param>
    /// <param name="right">The same.</param>
    /// <param name="scale">How many digits the result has behind the point, at most those of both together.</param>
    /// <returns>The product; null when either is null.</returns>
    public static string? Multiply(string? left, string? right, int scale)
    {
        if (left is null || right is null)
            return null;
        var (leftDigits, leftScale) = Parse(left);
        var (rightDigits, rightScale) = Parse(right);
        return Format(Nearest(leftDigits * rightDigits, BigInteger.Pow(10, leftScale + rightScale - scale)), scale);
    }

    private static BigInteger Nearest(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(BigInteger.Abs(dividend), BigInteger.Abs(divisor), out var rest);
        if (rest * 2 >= BigInteger.Abs(divisor))
            quotient += 1;
        return dividend.Sign * divisor.Sign < 0 ? -quotient : quotient;
    }

    private static (BigInteger Digits, int Scale) Parse(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0
            ? (BigInteger.Parse(text, CultureInfo.InvariantCulture), 0)
            : (BigInteger.Parse(text.Remove(point, 1), CultureInfo.InvariantCulture), text.Length - point - 1);
    }

    private static string Format(BigInteger digits, int scale)
    {
        var text = BigInteger.Abs(digits).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        if (scale > 0)
            text = text.Insert(text.Length - scale, ".");
        return digits.Sign < 0 ? "-" + text : text;
    }
}
