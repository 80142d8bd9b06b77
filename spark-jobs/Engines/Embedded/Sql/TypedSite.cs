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
/// <param name="Digits">The second argument of round.</param>
internal sealed record TypedSite(int Id, SiteRule Rule, IReadOnlyList<int?> Literals, int Digits = 0)
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"__spark_{Id}");

    /// <summary>The macro around an aggregate, whose argument is the site.</summary>
    public string ResultName => Name + "_result";

    private string Parameters => Literals.Count == 2 ? "a, b" : "a";

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
            return Aggregate(operands[0]);
        var body = Rule switch
        {
            SiteRule.Divide => Divide(operands[0], operands[1], "b"),
            SiteRule.TryDivide => Divide(operands[0], operands[1], "nullif(b, 0)"),
            SiteRule.Round => operands[0].IsDecimal ? $"cast(round(a, {Digits}) as {Duck(DecimalRules.Round(operands[0].Decimal!, Digits))})" : $"round(a, {Digits})",
            SiteRule.Truncate => Truncate(operands[0]),
            SiteRule.TryTruncate => TryTruncate(operands[0]),
            _ => Arithmetic(operands[0], operands[1]),
        };
        return [$"create or replace macro {Name}({Parameters}) as {body}"];
    }

    private static string Duck(DecimalType type) => type.SimpleString;

    private static string Truncate(Operand operand)
    {
        if (operand.IsDecimal || operand.IsFloat)
            return "system.main.trunc(a)";
        return operand.IsText
            ? "case when regexp_full_match(trim(a), '[+-]?[0-9]+') or a is null then trim(a) else error('[CAST_INVALID_INPUT] The text is no whole number.') end"
            : "a";
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
                : $"case when cast({divisor} as double) = 0 then error('[DIVIDE_BY_ZERO] Division by zero. Use try_divide to get null instead.') else cast(a as double) / cast({divisor} as double) end";
        }
        var type = DecimalRules.Divide(left.Decimal, right.Decimal);
        return Exact("a", divisor, type);
    }

    private static string Exact(string dividend, string divisor, DecimalType type) =>
        $"cast(spark_divide(cast({dividend} as varchar), cast({divisor} as varchar), {type.Scale}) as {Duck(type)})";

    private string Arithmetic(Operand left, Operand right)
    {
        var sign = Rule switch { SiteRule.Add => "+", SiteRule.Subtract => "-", _ => "*" };
        if (left.Decimal is null || right.Decimal is null || (left.IsWhole && right.IsWhole))
            return $"a {sign} b";
        var type = Rule == SiteRule.Multiply ? DecimalRules.Multiply(left.Decimal, right.Decimal) : DecimalRules.Add(left.Decimal, right.Decimal);
        return $"cast(a {sign} b as {Duck(type)})";
    }

    private IEnumerable<string> Aggregate(Operand operand)
    {
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
