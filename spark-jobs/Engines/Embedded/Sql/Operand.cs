using System.Globalization;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>What kind of number an expression is, by the type DuckDB gives it.</summary>
/// <param name="Decimal">The decimal it is, or as which a whole number takes part in decimal arithmetic; else null.</param>
/// <param name="IsWhole">True for a whole number.</param>
/// <param name="IsText">True for text.</param>
/// <param name="IsFloat">True for a binary fraction.</param>
internal sealed record Operand(DecimalType? Decimal, bool IsWhole = false, bool IsText = false, bool IsFloat = false)
{
    public bool IsDecimal => Decimal is not null && !IsWhole;

    /// <summary>Reads a type.</summary>
    /// <param name="type">As DuckDB writes it.</param>
    /// <param name="literalDigits">The digits of a whole number that is written out, which Spark counts exactly; else null.</param>
    public static Operand Of(string type, int? literalDigits)
    {
        if (literalDigits is { } digits)
            return Whole(digits);
        if (type.StartsWith("DECIMAL(", StringComparison.Ordinal))
        {
            var size = type["DECIMAL(".Length..^1].Split(',');
            return new(new DecimalType(int.Parse(size[0], CultureInfo.InvariantCulture), int.Parse(size[1], CultureInfo.InvariantCulture)));
        }
        return type switch
        {
            "TINYINT" => Whole(3),
            "SMALLINT" => Whole(5),
            "INTEGER" or "INTEGER_LITERAL" => Whole(10),
            "BIGINT" or "UINTEGER" or "UBIGINT" => Whole(20),
            "HUGEINT" => Whole(38),
            "FLOAT" or "DOUBLE" => new(null, IsFloat: true),
            "VARCHAR" or "STRING_LITERAL" => new(null, IsText: true),
            _ => new Operand(Decimal: null),
        };
    }

    private static Operand Whole(int digits) => new(new DecimalType(digits, 0), IsWhole: true);
}
