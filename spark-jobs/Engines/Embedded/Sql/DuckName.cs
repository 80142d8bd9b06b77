namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>Names as DuckDB quotes them (https://duckdb.org/docs/stable/sql/dialect/keywords_and_identifiers).</summary>
internal static class DuckName
{
    /// <summary>A name of any characters, as it stands in a statement.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
