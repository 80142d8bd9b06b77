using System.Globalization;
using System.Numerics;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>Writes and rounds binary fractions as Java does, which works on the shortest digits that stand for one: 1.005 is rounded to 1.01.</summary>
internal static class DoubleText
{
    public static string? Of(double? value) => value is { } number ? Java(number, number.ToString("R", CultureInfo.InvariantCulture)) : null;

    public static string? Of(float? value) => value is { } number ? Java(number, number.ToString("R", CultureInfo.InvariantCulture)) : null;

    /// <summary>The number in plain digits, half rounded up; null where there are none.</summary>
    public static string? Digits(double? value, int scale)
    {
        if (value is not { } number || !double.IsFinite(number))
            return null;
        var (digits, exponent) = Shortest(number.ToString("R", CultureInfo.InvariantCulture));
        var own = digits.Length - 1 - exponent;
        var whole = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        if (own <= scale)
            whole *= BigInteger.Pow(10, scale - own);
        else
            whole = BigInteger.DivRem(whole * 2 + BigInteger.Pow(10, own - scale), 2 * BigInteger.Pow(10, own - scale), out _);
        var text = whole.ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return $"{(number < 0 ? "-" : "")}{text[..^scale]}{(scale > 0 ? "." : "")}{text[^scale..]}";
    }

    public static double? Round(double? value, int scale) =>
        Digits(value, scale) is { } digits ? double.Parse(digits, CultureInfo.InvariantCulture) : value;

    private static string Java(double number, string text)
    {
        if (!double.IsFinite(number))
            return double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        var sign = double.IsNegative(number) ? "-" : "";
        if (number == 0)
            return sign + "0.0";
        var (digits, exponent) = Shortest(text);
        return exponent switch
        {
            >= 0 and < 7 when digits.Length > exponent + 1 => $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}",
            >= 0 and < 7 => $"{sign}{digits.PadRight(exponent + 1, '0')}.0",
            >= -3 and < 0 => $"{sign}0.{new string('0', -exponent - 1)}{digits}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{exponent}"),
        };
    }

    /// <summary>The digits without zeros at either end, and the power of ten of the first.</summary>
    private static (string Digits, int Exponent) Shortest(string text)
    {
        var power = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = (power < 0 ? text : text[..power]).TrimStart('-');
        var exponent = power < 0 ? 0 : int.Parse(text.AsSpan(power + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        exponent += (point < 0 ? mantissa.Length : point) - 1;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        exponent -= digits.Length - significant.Length;
        significant = significant.TrimEnd('0');
        return significant == "" ? ("0", 0) : (significant, exponent);
    }
}
