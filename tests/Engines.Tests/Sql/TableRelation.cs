using System.Data;
using Pipeline.Spark.Sql;
using Pipeline.Spark.Sql.Embedded;
using Pipeline.Spark.Sql.Embedded.Rows;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Engines.Tests.Sql;

/// <summary>A source whose rows are in memory; it remembers which columns were asked for.</summary>
internal sealed class TableRelation(StructType schema, bool isStream, params object?[][] rows) : Relation
{
    public TableRelation(StructType schema, params object?[][] rows)
        : this(schema, isStream: false, rows)
    {
    }

    public List<string> Asked { get; } = [];

    /// <summary>True while nothing can be read of it.</summary>
    public bool IsAway { get; set; }

    public override int Partitions => 1;

    public override bool IsStream => isStream;

    public static StructType Columns(params (string Name, DataType Type)[] columns) =>
        new(columns.Select(column => new StructField(column.Name, column.Type)));

    public override StructType Schema(CancellationToken stop) => schema;

    public override RowCursor Open(int partition, IReadOnlyList<string> columns, CancellationToken stop)
    {
        if (IsAway)
            throw SparkEngineException.SqlFailed("the source is away.");
        Asked.AddRange(columns);
        var fields = columns.Select(name => schema.Fields.Single(field => string.Equals(field.Name, name, StringComparison.Ordinal))).ToArray();
        var table = new DataTable();
        foreach (var field in fields)
            _ = table.Columns.Add(field.Name, Clr(field.DataType));
        foreach (var row in rows)
            _ = table.Rows.Add([.. fields.Select(field => row[schema.Fields.IndexOf(field)] ?? DBNull.Value)]);
        return new RowCursor(table.CreateDataReader(), new StructType(fields), () => { }, table);
    }

    public override long Count(int partition, CancellationToken stop) => rows.Length;

    private static Type Clr(DataType type) => type switch
    {
        BooleanType => typeof(bool),
        ShortType => typeof(short),
        IntegerType => typeof(int),
        LongType => typeof(long),
        FloatType => typeof(float),
        DoubleType => typeof(double),
        DecimalType when !ColumnValues.IsWide(type) => typeof(decimal),
        DateType or TimestampType => typeof(DateTime),
        BinaryType => typeof(byte[]),
        _ => typeof(string),
    };
}
