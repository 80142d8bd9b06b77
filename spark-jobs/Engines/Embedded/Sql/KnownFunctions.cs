using System.Collections.Frozen;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>
/// The functions whose results were compared with Spark's. Any other is refused: DuckDB has functions of the same name that
/// do something else, and a mart must not depend on which engine made it.
/// </summary>
internal static class KnownFunctions
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        [
            "count", "count_star", "count_if", "sum", "avg", "mean", "min", "max", "bool_and", "bool_or", "any_value", "first", "last",
            "row_number", "rank", "dense_rank", "ntile", "lag", "lead", "first_value", "last_value",
            "coalesce", "nullif", "nvl", "nvl2", "ifnull", "if", "isnotnull", "greatest", "least",
            "abs", "sign", "sqrt", "power", "pow", "exp", "ln", "round", "floor", "ceil", "ceiling", "try_divide",
            "upper", "lower", "ucase", "lcase", "trim", "ltrim", "rtrim", "length", "char_length", "character_length", "substring", "substr",
            "left", "right", "replace", "lpad", "rpad", "repeat", "reverse", "concat", "concat_ws", "instr", "contains", "md5", "unhex",
            "regexp_like", "regexp_replace", "try_validate_utf8", "from_json", "to_json", "struct_extract",
            "year", "quarter", "month", "day", "dayofmonth", "dayofyear", "dayofweek", "weekday", "weekofyear", "hour", "minute", "second",
            "date_part", "date_trunc", "trunc", "to_date", "to_timestamp", "date_format", "date_add", "date_sub", "datediff",
            "add_months", "last_day", "make_date", "unix_timestamp", "current_date", "get_current_timestamp",
            "to_years", "to_months", "to_weeks", "to_days", "to_hours", "to_minutes", "to_seconds",
            "row", "list_value", "not_like_escape", "like_escape",
        ]);

    public static void Require(string name)
    {
        if (!Names.Contains(name))
        {
            throw SparkEngineException.SqlFailed(
                $"the function {name} is not among those whose results are known to equal Spark's ({string.Join(", ", Names.Order(StringComparer.Ordinal))}).");
        }
    }
}
