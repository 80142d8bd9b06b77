namespace Pipeline.Common;

/// <summary>Quotes identifiers and literals, so that any name a database allows can stand in a statement.</summary>
public static class SqlName
{
    public static string Postgres(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Postgres(string schema, string name) => $"{Postgres(schema)}.{Postgres(name)}";

    public static string MySql(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <summary>A string literal for PostgreSQL with standard_conforming_strings on (the default since 9.1).</summary>
    public static string PostgresText(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A string literal for MySQL in its default mode, where a backslash escapes.</summary>
    public static string MySqlText(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
