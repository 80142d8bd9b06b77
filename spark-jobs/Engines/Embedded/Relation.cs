using Pipeline.Spark.Sql.Embedded.Rows;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded;

/// <summary>Rows that can be read, partition by partition, in either of two shapes: values, or the text that bulk loads take.</summary>
internal abstract class Relation
{
    /// <summary>Names and types; asks the source the first time.</summary>
    public abstract StructType Schema(CancellationToken stop);

    /// <summary>How many partitions there are; may be none.</summary>
    public abstract int Partitions { get; }

    /// <summary>True for a source that may be too large to be copied before a query looks at it.</summary>
    public virtual bool IsStream => false;

    /// <summary>Reads a partition as values.</summary>
    /// <param name="partition">From 0.</param>
    /// <param name="columns">The columns wanted, in order.</param>
    /// <param name="stop">Interrupts it.</param>
    public abstract RowCursor Open(int partition, IReadOnlyList<string> columns, CancellationToken stop);

    /// <summary>Reads a partition as the text of a bulk load, columns in the order of the schema.</summary>
    public virtual CopyText OpenText(int partition, CopyDialect dialect, CancellationToken stop) =>
        new EncodedCopyText(Open(partition, [.. Schema(stop).Fields.Select(field => field.Name)], stop), dialect, stop);

    /// <summary>Counts the rows of a partition.</summary>
    public abstract long Count(int partition, CancellationToken stop);
}
