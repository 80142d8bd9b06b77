using System.Text.RegularExpressions;
using Pipeline.Spark.Sql.Embedded.Rows;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>A query in DuckDB's words over a table that stands for the batch at hand.</summary>
/// <param name="Sql">The query.</param>
/// <param name="Table">The name of that table in it.</param>
/// <param name="Columns">The columns that it uses.</param>
internal sealed record StreamedQuery(string Sql, string Table, IReadOnlyList<StructField> Columns)
{
    /// <summary>The same query over another table of these columns.</summary>
    public string Over(string table) => Regex.Replace(Sql, $@"\b{Table}\b", table, RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>The statement that makes the table, empty.</summary>
    public string Create(string table)
    {
        var columns = Columns.Select(column =>
            $"\"{column.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\" {(ColumnValues.IsWide(column.DataType) ? "varchar" : DuckType.Of(column.DataType))}");
        return $"create or replace table {table} ({string.Join(", ", columns)})";
    }
}
