using System.Globalization;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>
/// A place in a query where what to do depends on the types of the operands, which only DuckDB's binder knows. Until they are known,
/// the place calls a function that cannot be bound and whose error tells them; then it calls a macro with the body that Spark's rules ask for.
/// </summary>
/// <param name="Id">Unique in the database.</param>
/// <param name="Rule">What stands there.</param>
/// <param name="Literals">For each operand, the digits of a whole number written out, or null.</param>
/// <param name="Digits">The second argument of round, or the scale of the decimal that a cast asks for.</param>
/// <param name="Sign">How a comparison compares.</param>
internal sealed record TypedSite(int Id, SiteRule Rule, IReadOnlyList<int?> Literals, int Digits = 0, string Sign = "")
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"__spark_{Id}");

    /// <summary>The macro around an aggregate, whose argument is the site.</summary>
    public string ResultName => Name + "_result";

    private string[] Parameters => [.. Literals.Select((_, index) => index switch { 0 => "a", 1 => "b", _ => string.Create(CultureInfo.InvariantCulture, $"p{index}") })];

    /// <summary>Puts a call into the query that no types fit, so that the binder's error names the site and the types.</summary>
    public string Probe(string sql) => sql.Replace($"{Name}(", $"array_cross_product({{'site{Id}': 1}}, ", StringComparison.Ordinal);

    /// <summary>The macro around an aggregate while the type of its argument is not known; null where there is none.</summary>
    public string? ResultProbe() => Rule switch
    {
        SiteRule.Sum => $"create macro {ResultName}(a) as a",
        SiteRule.Average => $"create macro {ResultName}(a, b) as a",
        _ => null,
    };

    /// <summary>Macros that do what Spark does with these types.</summary>
    public IEnumerable<string> Resolve(IReadOnlyList<string> types)
    {
        Operand[] operands = [.. types.Select((type, index) => Operand.Of(type, Literals[index]))];
        if (Rule is SiteRule.Sum or SiteRule.Average)
            return Aggregate(operands[0], types[0]);
        var body = Rule switch
        {
            SiteRule.Divide => Divide(operands[0], operands[1], "b"),
            SiteRule.TryDivide => Divide(operands[0], operands[1], "nullif(b, 0)"),
            SiteRule.IntegralDivide => WholeDivide(operands[0], operands[1]),
            SiteRule.Remainder => Arithmetic.Remainder(operands, types),
            SiteRule.Round => Round(operands[0], types[0]),
            SiteRule.Floor => Nearest("floor", operands[0]),
            SiteRule.Ceiling => Nearest("ceil", operands[0]),
            SiteRule.Compare => Comparison.Of(Sign, Parameters, types),
            SiteRule.Condition => Condition(types[0]),
            SiteRule.Text => Text(types[0]),
            SiteRule.Decimal => operands[0].IsFloat ? $"spark_digits(cast(a as double), {Digits})" : "a",
            SiteRule.Time => operands[0].IsText ? "cast(a as timestamp with time zone)" : "a",
            SiteRule.TryTime => operands[0].IsText ? "try_cast(a as timestamp with time zone)" : "a",
            SiteRule.Truncate => Truncate(operands[0]),
            SiteRule.TryTruncate => TryTruncate(operands[0]),
            _ => Arithmetic.Of(Rule, operands, types),
        };
        return [$"create or replace macro {Name}({string.Join(", ", Parameters)}) as {body}"];
    }

    private static string Duck(DecimalType type) => type.SimpleString;

    private static string Condition(string type) => type is "BOOLEAN" or "\"NULL\""
        ? "a"
        : throw SparkEngineException.SqlRefused($"a value of type {type} stands where there must be true or false, which Spark refuses", "Write a comparison, such as a <> 0.");

    private static string Text(string type) => type switch
    {
        "DOUBLE" => "spark_double_text(a)",
        "FLOAT" => "spark_float_text(a)",
        "BLOB" => throw SparkEngineException.SqlRefused("bytes become text, which this engine writes otherwise than Spark", "Write try_validate_utf8(cast(bytes as string))."),
        _ => "a",
    };

    private static string Truncate(Operand operand)
    {
        if (operand.IsDecimal || operand.IsFloat)
            return "system.main.trunc(a)";
        return operand.IsText ? "__spark_whole(a)" : "a";
    }

    private static string TryTruncate(Operand operand) => operand.IsText
        ? "case when regexp_matches(trim(a), '^[+-]?[0-9]+$') then trim(a) end"
        : Truncate(operand);

    private static string Divide(Operand left, Operand right, string divisor)
    {
        if (left.Decimal is null || right.Decimal is null || (left.IsWhole && right.IsWhole))
        {
            return left is { Decimal: null, IsFloat: false, IsText: false }
                ? $"a / {divisor}"
                : $"case when a is not null and cast({divisor} as double) = 0 then error('[DIVIDE_BY_ZERO] Division by zero. Use try_divide to get null instead.') else cast(a as double) / cast({divisor} as double) end";
        }
        var type = DecimalRules.Divide(left.Decimal, right.Decimal);
        return Exact("a", divisor, type);
    }

    private static string Exact(string dividend, string divisor, DecimalType type) =>
        $"cast(spark_divide(cast({dividend} as varchar), cast({divisor} as varchar), {type.Scale}) as {Duck(type)})";

    private static string WholeDivide(Operand left, Operand right) => left.IsWhole && right.IsWhole
        ? "case when a is not null and b = 0 then error('[DIVIDE_BY_ZERO] Division by zero. Use try_divide to get null instead.') else cast(a // b as bigint) end"
        : throw SparkEngineException.SqlRefused("div divides what is no whole number, which this engine rounds otherwise than Spark", "Write cast(a / b as bigint), or cast both sides to bigint first.");

    private static string Nearest(string function, Operand operand)
    {
        if (operand.IsWhole)
            return "cast(a as bigint)";
        if (operand.Decimal is { } type)
            return $"cast(system.main.{function}(a) as {Duck(new DecimalType(Math.Min(type.Precision - type.Scale + 1, DecimalType.MaxPrecision), 0))})";
        return $"cast(system.main.{function}(cast(a as double)) as bigint)";
    }

    private string Round(Operand operand, string type)
    {
        if (operand.IsWhole)
            return "a";
        if (operand.Decimal is { } value)
            return $"cast(round(a, {Digits}) as {Duck(DecimalRules.Round(value, Digits))})";
        var rounded = $"spark_round(cast(a as double), {Digits})";
        return type == "FLOAT" ? $"cast({rounded} as float)" : rounded;
    }

    private IEnumerable<string> Aggregate(Operand operand, string argumentType)
    {
        if (argumentType == "BOOLEAN")
            throw SparkEngineException.SqlRefused("true and false are added up, which Spark refuses", "Write count_if(condition).");

        var argument = Rule == SiteRule.Average && !operand.IsDecimal || operand.IsText ? "cast(a as double)" : "a";
        yield return $"create or replace macro {Name}(a) as {argument}";
        if (Rule == SiteRule.Sum)
        {
            var type = operand.IsDecimal ? Duck(DecimalRules.Sum(operand.Decimal!)) : operand.IsWhole ? "bigint" : "double";
            yield return $"create or replace macro {ResultName}(a) as cast(a as {type})";
        }
        else
        {
            var result = operand.IsDecimal ? Exact("a", "nullif(b, 0)", DecimalRules.Average(operand.Decimal!)) : "a / nullif(b, 0)";
            yield return $"create or replace macro {ResultName}(a, b) as {result}";
        }
    }
}
