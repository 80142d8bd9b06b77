using DuckDB.NET.Data;
using Pipeline.Spark.Sql.Embedded.Rows;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>Adds the row where a cursor stands to a table of the database.</summary>
internal static class RowAppend
{
    /// <summary>Adds it.</summary>
    /// <returns>About how many bytes of it have no fixed size.</returns>
    public static int Add(IDuckDBAppenderRow row, RowCursor cursor, IReadOnlyList<StructField> fields)
    {
        var reader = cursor.Reader;
        var size = 0;
        for (var column = 0; column < fields.Count; column++)
        {
            var field = fields[column];
            _ = reader.IsDBNull(column) ? row.AppendNullValue() : field.DataType switch
            {
                BooleanType => row.AppendValue(reader.GetBoolean(column)),
                ByteType => row.AppendValue((sbyte)ColumnValues.ForRow(reader, column, field)!),
                ShortType => row.AppendValue(reader.GetInt16(column)),
                IntegerType => row.AppendValue(reader.GetInt32(column)),
                LongType => row.AppendValue(reader.GetInt64(column)),
                FloatType => row.AppendValue(reader.GetFloat(column)),
                DoubleType => row.AppendValue(reader.GetDouble(column)),
                DecimalType when !ColumnValues.IsWide(field.DataType) => row.AppendValue(reader.GetDecimal(column)),
                DateType => row.AppendValue(DateOnly.FromDateTime(ColumnValues.Instant(reader, column, field))),
                TimestampType => row.AppendValue(ColumnValues.Instant(reader, column, field)),
                BinaryType => row.AppendValue(Measured(ColumnValues.Bytes(reader, column), ref size)),
                _ => row.AppendValue(Measured(reader.GetString(column), ref size)),
            };
        }
        row.EndRow();
        return size;
    }

    private static byte[] Measured(byte[] bytes, ref int size)
    {
        size += bytes.Length;
        return bytes;
    }

    private static string Measured(string text, ref int size)
    {
        size += text.Length;
        return text;
    }
}
