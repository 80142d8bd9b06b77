namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>The bodies of comparisons. DuckDB turns a text beside a number into a number of that size, rounded, and passes over the offset of one beside a time.</summary>
internal static class Comparison
{
    /// <summary>Compares.</summary>
    /// <param name="sign">Such as =, between, in.</param>
    /// <param name="values">What is compared: the first with each of the others.</param>
    /// <param name="types">Their types, as DuckDB writes them.</param>
    public static string Of(string sign, IReadOnlyList<string> values, IReadOnlyList<string> types)
    {
        switch (sign)
        {
            case "in" or "not in":
                var all = Alike(values, types);
                return $"{all[0]} {sign} ({string.Join(", ", all.Skip(1))})";
            case "between":
                var low = Alike([values[0], values[1]], [types[0], types[1]]);
                var high = Alike([values[0], values[2]], [types[0], types[2]]);
                return low[0] == high[0] ? $"{low[0]} between {low[1]} and {high[1]}" : $"({low[0]} >= {low[1]} and {high[0]} <= {high[1]})";
            case "nullif":
                var pair = Alike(values, types);
                return $"case when {pair[0]} = {pair[1]} then null else {values[0]} end";
            default:
                var two = Alike(values, types);
                return $"{two[0]} {sign} {two[1]}";
        }
    }

    /// <summary>The values as Spark compares them with one another.</summary>
    private static string[] Alike(IReadOnlyList<string> values, IReadOnlyList<string> types)
    {
        string[] kinds = [.. types.Where(type => type != "\"NULL\"").Select(Kind).Distinct(StringComparer.Ordinal)];
        if (kinds.Contains("boolean") && kinds.Any(kind => kind is "bigint" or "decimal" or "float" or "double"))
            throw SparkEngineException.SqlRefused("true or false is compared with a number, which Spark refuses", "Compare it with true or false, or cast one of them.");
        if (!kinds.Contains("text") || kinds.Length == 1)
            return kinds.Contains("float") && kinds.Length > 1 ? [.. values.Select(AsDouble)] : [.. values];

        string[] targets = [.. kinds.Where(kind => kind != "text").Select(kind => kind is "decimal" or "float" ? "double" : kind).Distinct(StringComparer.Ordinal)];
        return targets is [{ Length: > 0 } target]
            ? [.. values.Select((value, index) => Kind(types[index]) == "text" ? Cast(value, target) : target == "double" ? AsDouble(value) : value)]
            : throw SparkEngineException.SqlRefused($"text is compared with {string.Join(" and ", types.Distinct(StringComparer.Ordinal))}", "Cast each to the type that is meant.");
    }

    private static string AsDouble(string value) => $"cast({value} as double)";

    private static string Cast(string value, string type) => type switch
    {
        "bigint" => $"cast(__spark_whole({value}) as bigint)",
        "timestamp" => $"cast(cast({value} as timestamp with time zone) as timestamp)",
        "bytes" => $"encode({value})",
        _ => $"cast({value} as {type})",
    };

    private static string Kind(string type) => type switch
    {
        "VARCHAR" or "STRING_LITERAL" or "JSON" => "text",
        "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "INTEGER_LITERAL" or "UINTEGER" or "UBIGINT" or "HUGEINT" => "bigint",
        "FLOAT" => "float",
        "DOUBLE" => "double",
        "BOOLEAN" => "boolean",
        "DATE" => "date",
        "TIMESTAMP" or "TIMESTAMP WITH TIME ZONE" => "timestamp",
        "BLOB" => "bytes",
        _ when type.StartsWith("DECIMAL(", StringComparison.Ordinal) => "decimal",
        _ => "",
    };
}
