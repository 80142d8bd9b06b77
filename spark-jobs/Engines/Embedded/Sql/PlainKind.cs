using System.Text.Json.Nodes;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>What kind of value an expression is whatever the columns are, where that can be seen.</summary>
internal static class PlainKind
{
    private static readonly HashSet<string> MakeWhole = new(StringComparer.Ordinal)
    {
        "count", "count_star", "length", "char_length", "character_length", "instr", "datediff", SparkSqlText.Long, "__spark_rank",
        "year", "quarter", "month", "day", "dayofmonth", "dayofyear", "dayofweek", "weekday", "weekofyear", "hour", "minute", "second",
    };

    /// <summary>True where they are compared alike by both engines.</summary>
    public static bool IsOneKind(JsonArray values)
    {
        var kind = Of(values[0]!);
        return kind is not null && values.All(value => Of(value!) == kind);
    }

    private static string? Of(JsonNode value) => SqlTree.Class(value) switch
    {
        _ when TextFunctions.IsText(value) => "text",
        "CONSTANT" when SqlTree.ConstantNumber(value) is not null || SqlTree.IsDecimal(value) => "number",
        "FUNCTION" when MakeWhole.Contains(SqlTree.Text(value, "function_name")!) => "number",
        "CAST" => SqlTree.Text(value["cast_type"], "id") switch
        {
            "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "DECIMAL" => "number",
            "DATE" => "date",
            "TIMESTAMP" => "timestamp",
            _ => null,
        },
        _ => null,
    };
}
