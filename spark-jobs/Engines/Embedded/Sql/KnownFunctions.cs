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
            "count", "count_star", "count_if", "sum", "avg", "mean", "min", "max", "bool_and", "bool_or", "first", "last",
            "row_number", "rank", "dense_rank", "ntile", "lag", "lead", "first_value", "last_value",
            "coalesce", "nullif", "nvl", "nvl2", "ifnull", "if", "isnotnull", "greatest", "least",
            "abs", "sign", "sqrt", "power", "pow", "exp", "ln", "round", "floor", "ceil", "ceiling", "try_divide",
            "upper", "lower", "ucase", "lcase", "trim", "ltrim", "rtrim", "length", "char_length", "character_length", "substring", "substr",
            "left", "right", "replace", "lpad", "rpad", "repeat", "concat", "concat_ws", "instr", "contains", "md5", "unhex",
            "regexp_like", "regexp_replace", "try_validate_utf8", "from_json", "to_json", "struct_extract",
            "year", "quarter", "month", "day", "dayofmonth", "dayofyear", "dayofweek", "weekday", "weekofyear", "hour", "minute", "second",
            "date_part", "date_trunc", "trunc", "to_date", "to_timestamp", "date_format", "date_add", "date_sub", "datediff",
            "add_months", "last_day", "make_date", "unix_timestamp", "current_date", "current_timestamp", "now",
            "row", "list_value", "not_like_escape", "like_escape", "ilike_escape", "not_ilike_escape",
        ]);

    public static SparkEngineException Interval() => SparkEngineException.SqlRefused(
        "this engine has no intervals", "Write date_add(date, days), date_sub or add_months, or run the job with --on spark.");

    public static void Require(string name)
    {
        switch (name)
        {
            case "any_value":
                throw SparkEngineException.SqlRefused("any_value passes over nulls in this engine and not in Spark", "Write min(value), max(value) or first(value).");
            case "reverse":
                throw SparkEngineException.SqlRefused("reverse keeps a letter and its accents together in this engine and not in Spark", "Do without it, or run the job with --on spark.");
            case "to_years" or "to_months" or "to_weeks" or "to_days" or "to_hours" or "to_minutes" or "to_seconds" or "to_milliseconds" or "to_microseconds":
                throw Interval();
            default:
                break;
        }
        if (!Names.Contains(name) && name != SparkSqlText.Long)
        {
            throw SparkEngineException.SqlFailed(
                $"the function {name} is not among those whose results are known to equal Spark's ({string.Join(", ", Names.Order(StringComparer.Ordinal))}).");
        }
    }
}
