using Pipeline.Spark.Sql.Embedded.Rows;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>The rows of a query that works row by row over a source of any size: batch by batch, partition by partition, in bounded memory.</summary>
/// <param name="database">Where the query runs.</param>
/// <param name="source">What it reads.</param>
/// <param name="shape">The query over an empty table, which tells the types.</param>
/// <param name="query">It in the words of the database.</param>
internal sealed class StreamedRelation(SqlDatabase database, Relation source, SqlRelation shape, StreamedQuery query) : Relation
{
    public override int Partitions => source.Partitions;

    public override StructType Schema(CancellationToken stop) => shape.Schema(stop);

    public override RowCursor Open(int partition, IReadOnlyList<string> columns, CancellationToken stop)
    {
        StructField[] fields = [.. columns.Select(name => Schema(stop).Fields.First(field => field.Name == name))];
        var rows = source.Open(partition, [.. query.Columns.Select(column => column.Name)], stop);
        try
        {
            var reader = new BatchReader(database, rows, query, query.NewTable(), string.Join(", ", fields.Select(SqlRelation.Value)), fields.Length, stop);
            return new RowCursor(reader, new StructType(fields), () => { }, reader);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    public override long Count(int partition, CancellationToken stop)
    {
        using var cursor = Open(partition, [Schema(stop).Fields[0].Name], stop);
        long rows = 0;
        while (cursor.Read())
            rows++;
        return rows;
    }
}
