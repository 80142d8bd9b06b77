namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>The operators that mean the same to Spark and to DuckDB, or are given the same meaning. DuckDB has more, and some of Spark's under another meaning.</summary>
internal static class KnownOperators
{
    public static void Require(string sign)
    {
        if (sign is "+" or "-" or "*" or "/" or "//" or "%" or "||" or "~~" or "!~~" or "~~*" or "!~~*")
            return;
        throw sign == "^"
            ? SparkEngineException.SqlRefused("the operator ^ is a bitwise xor to Spark and a power to this engine", "Write power(a, b) for a power.")
            : SparkEngineException.SqlRefused(
                $"the operator {sign} is not among those whose results are known to equal Spark's",
                "Write it with + - * / % div || like, with not, or with a function.");
    }
}
