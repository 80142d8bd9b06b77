using Apache.Arrow;
using Apache.Arrow.Ipc;
using Google.Protobuf;
using Pipeline.Spark.Sql.Embedded.Rows;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Connect;

/// <summary>Rows out of an Arrow stream, each value as the embedded engine gives it.</summary>
internal static class ArrowRows
{
    public static IEnumerable<Row> Read(ByteString data, StructType schema)
    {
        using var reader = new ArrowStreamReader(data.Memory);
        while (reader.ReadNextRecordBatch() is { } batch)
        {
            using (batch)
            {
                for (var row = 0; row < batch.Length; row++)
                    yield return new Row(Values(batch, row, schema), schema);
            }
        }
    }

    private static object?[] Values(RecordBatch batch, int row, StructType schema)
    {
        var values = new object?[schema.Fields.Count];
        for (var column = 0; column < values.Length; column++)
            values[column] = batch.Column(column).IsNull(row) ? null : Value(batch.Column(column), row, schema.Fields[column]);
        return values;
    }

    private static object? Value(IArrowArray column, int row, StructField field) => (column, field.DataType) switch
    {
        (NullArray, _) => null,
        (BooleanArray array, _) => array.GetValue(row),
        (Int8Array array, _) => array.GetValue(row),
        (Int16Array array, _) => array.GetValue(row),
        (Int32Array array, _) => array.GetValue(row),
        (Int64Array array, _) => array.GetValue(row),
        (FloatArray array, _) => array.GetValue(row),
        (DoubleArray array, _) => array.GetValue(row),
        (Decimal128Array array, DecimalType type) => Decimal(array.GetString(row)!, field, type),
        (StringArray array, _) => array.GetString(row),
        (LargeStringArray array, _) => array.GetString(row),
        (BinaryArray array, _) => array.GetBytes(row).ToArray(),
        (Date32Array array, _) => new Date(Instant(array.GetValue(row)!.Value, TimeSpan.TicksPerDay, field)),
        (TimestampArray array, _) => new Timestamp(Instant(array.GetValue(row)!.Value, TimeSpan.TicksPerMicrosecond, field)),
        _ => throw SparkEngineException.ColumnRefused(field.Name, field.DataType.SimpleString, $"it arrives as {column.Data.DataType.Name}"),
    };

    private static DateTime Instant(long since, long ticks, StructField field) =>
        since >= (DateTime.MinValue - DateTime.UnixEpoch).Ticks / ticks && since <= (DateTime.MaxValue - DateTime.UnixEpoch).Ticks / ticks
            ? DateTime.UnixEpoch.AddTicks(since * ticks)
            : throw SparkEngineException.ColumnRefused(field.Name, field.DataType.SimpleString, "a value lies outside the years 1 to 9999, which System.DateTime does not hold");

    private static decimal Decimal(string text, StructField field, DecimalType type) => ColumnValues.IsWide(type)
        ? ColumnValues.WideDecimal(text, field.Name)
        : decimal.Parse(text) + new decimal(0, 0, 0, isNegative: false, (byte)type.Scale);
}
