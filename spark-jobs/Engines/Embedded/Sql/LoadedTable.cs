using Pipeline.Spark.Sql.Embedded.Rows;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>A source copied into the database when a query first needs it, with the columns that queries use.</summary>
internal sealed class LoadedTable(SqlDatabase database, Relation rows, string name, int parallelism)
{
    private readonly HashSet<string> _columns = new(StringComparer.OrdinalIgnoreCase);
    private bool _isWhole;

    /// <summary>The view over the copy; wide decimals, which are copied as text, have their own type in it.</summary>
    public string Name => name;

    /// <summary>Copies the rows unless it is done.</summary>
    /// <param name="columns">The columns wanted, others may be among them; null for all.</param>
    /// <param name="stop">Interrupts it.</param>
    public void Load(IReadOnlySet<string>? columns, CancellationToken stop)
    {
        var fields = rows.Schema(stop).Fields;
        List<StructField> wanted = [.. fields.Where(field => columns is null || columns.Contains(field.Name))];
        if (wanted.Count == 0)
            wanted.Add(fields[0]);
        if (_isWhole && wanted.TrueForAll(field => _columns.Contains(field.Name)))
            return;

        // A further load takes what was there too: a view made before may use it. One that fails leaves nothing that counts.
        _columns.UnionWith(wanted.Select(field => field.Name));
        wanted = [.. fields.Where(field => _columns.Contains(field.Name))];
        _isWhole = false;
        Create(wanted, stop);
        Fill(wanted, stop);
        _isWhole = true;
    }

    private void Create(List<StructField> fields, CancellationToken stop)
    {
        var columns = fields.Select(field => $"{DuckName.Quote(field.Name)} {(ColumnValues.IsWide(field.DataType) ? "varchar" : DuckType.Of(field.DataType))}");
        var values = fields.Select(field => ColumnValues.IsWide(field.DataType)
            ? $"cast({DuckName.Quote(field.Name)} as {DuckType.Of(field.DataType)}) as {DuckName.Quote(field.Name)}"
            : DuckName.Quote(field.Name));
        database.Execute(
            $"""
            create or replace table {name}_rows ({string.Join(", ", columns)});
            create or replace view {name} as select {string.Join(", ", values)} from {name}_rows
            """,
            stop);
    }

    private void Fill(List<StructField> fields, CancellationToken stop)
    {
        string[] columns = [.. fields.Select(field => field.Name)];
        void FillPartition(int partition, CancellationToken cancelled)
        {
            using var cursor = rows.Open(partition, columns, cancelled);
            using var connection = database.Connect();
            using var appender = connection.CreateAppender($"{name}_rows");
            while (cursor.Read())
                _ = RowAppend.Add(appender.CreateRow(), cursor, fields);
            cancelled.ThrowIfCancellationRequested();
        }

        PartitionRunner.Run(rows.Partitions, parallelism, FillPartition, stop);
    }
}
