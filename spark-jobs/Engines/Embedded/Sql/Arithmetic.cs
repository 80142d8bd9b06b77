using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>The bodies of +, -, * and %, in which DuckDB computes in types that are too narrow, or other than Spark's.</summary>
internal static class Arithmetic
{
    /// <summary>Up to here DuckDB computes a decimal in 64 bits, and does so too where only the result has more digits.</summary>
    private const int NarrowDigits = 18;

    public static string Of(SiteRule rule, Operand[] operands, IReadOnlyList<string> types)
    {
        var sign = rule switch { SiteRule.Add => "+", SiteRule.Subtract => "-", _ => "*" };
        if (rule == SiteRule.Subtract && types.All(type => type is "DATE" or "TIMESTAMP"))
            throw SparkEngineException.SqlRefused("a date minus a date is an interval to Spark and a number to this engine", "Write datediff(later, earlier) for the days.");
        if (types.Any(type => type == "FLOAT") && types.Any(type => type != "FLOAT"))
            return $"cast(a as double) {sign} cast(b as double)";
        if (operands is not [{ Decimal: { } left }, { Decimal: { } right }] || operands.All(operand => operand.IsWhole))
            return Whole(sign, types);
        return rule == SiteRule.Multiply ? Multiply(left, right) : Add(sign, left, right);
    }

    public static string Remainder(Operand[] operands, IReadOnlyList<string> types)
    {
        const string Zero = "case when a is not null and b = 0 then error('[DIVIDE_BY_ZERO] Division by zero. Use nullif(divisor, 0) to get null instead.') else";
        if (operands.All(operand => operand.IsWhole))
            return $"{Zero} {Whole("%", types)} end";
        return operands.Any(operand => operand.IsFloat)
            ? $"{Zero} cast(a as double) % cast(b as double) end"
            : throw SparkEngineException.SqlRefused("% takes the remainder of what is no number, or of a decimal, which this engine does not compute exactly", "Cast both sides to bigint or to double.");
    }

    /// <summary>A number that is written out is an int to Spark, and no wider than what stands beside it to DuckDB.</summary>
    private static string Whole(string sign, IReadOnlyList<string> types)
    {
        string Side(string name, string type, string other) =>
            type is "TINYINT" or "SMALLINT" && other == "INTEGER_LITERAL" ? $"cast({name} as integer)" : name;

        return $"{Side("a", types[0], types[1])} {sign} {Side("b", types[1], types[0])}";
    }

    private static string Multiply(DecimalType left, DecimalType right)
    {
        var type = DecimalRules.Multiply(left, right);
        return (left.Precision + right.Precision) switch
        {
            <= NarrowDigits => $"cast(a * b as {type.SimpleString})",
            <= DecimalType.MaxPrecision => $"cast(cast(a as decimal({DecimalType.MaxPrecision},{left.Scale})) * b as {type.SimpleString})",
            _ => $"cast(spark_multiply(cast(a as varchar), cast(b as varchar), {type.Scale}) as {type.SimpleString})",
        };
    }

    private static string Add(string sign, DecimalType left, DecimalType right)
    {
        var type = DecimalRules.Add(left, right);
        return type.Precision > NarrowDigits && left.Precision <= NarrowDigits && right.Precision <= NarrowDigits
            ? $"cast(a as {type.SimpleString}) {sign} cast(b as {type.SimpleString})"
            : $"cast(a {sign} b as {type.SimpleString})";
    }
}
