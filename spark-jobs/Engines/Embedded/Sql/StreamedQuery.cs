using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Spark.Sql.Embedded.Rows;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>A query in DuckDB's words over a table that stands for the batch at hand.</summary>
/// <param name="sql">The query.</param>
/// <param name="table">The name of that table in it.</param>
/// <param name="columns">The columns that it uses.</param>
internal sealed class StreamedQuery(string sql, string table, IReadOnlyList<StructField> columns)
{
    private int _batches;

    public IReadOnlyList<StructField> Columns => columns;

    /// <summary>The name of a table for the batches of one reader; no other reader of the query gets it, whatever source it reads.</summary>
    public string NewTable() => string.Create(CultureInfo.InvariantCulture, $"{table}_{Interlocked.Increment(ref _batches)}");

    /// <summary>The same query over another table of these columns.</summary>
    public string Over(string other) => Regex.Replace(sql, $@"\b{table}\b", other, RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>The statement that makes the table, empty.</summary>
    public string Create(string name)
    {
        var types = columns.Select(column =>
            $"{DuckName.Quote(column.Name)} {(ColumnValues.IsWide(column.DataType) ? "varchar" : DuckType.Of(column.DataType))}");
        return $"create or replace table {name} ({string.Join(", ", types)})";
    }
}
