using System.Data.Common;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Rows;

/// <summary>The text of a bulk load, written out of values as they are read.</summary>
internal sealed class EncodedCopyText(RowCursor rows, CopyDialect dialect, CancellationToken stop) : CopyText
{
    private const int Batch = 64 * 1024;
    private readonly CopyTextWriter _writer = new(dialect);
    private int _taken;
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        if (_taken == _writer.Written.Length)
            Refill();

        var left = _writer.Written[_taken..];
        var size = Math.Min(left.Length, buffer.Length);
        left[..size].CopyTo(buffer);
        _taken += size;
        return size;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            rows.Dispose();
        base.Dispose(disposing);
    }

    private void Refill()
    {
        stop.ThrowIfCancellationRequested();
        _writer.Clear();
        _taken = 0;
        var fields = rows.Schema.Fields;
        while (!_ended && _writer.Written.Length < Batch)
        {
            _ended = !rows.Read();
            if (_ended)
                return;
            for (var column = 0; column < fields.Count; column++)
            {
                if (column > 0)
                    _writer.Separate();
                WriteValue(rows.Reader, column, fields[column]);
            }
            _writer.EndRow();
            Rows++;
        }
    }

    private void WriteValue(DbDataReader reader, int column, StructField field)
    {
        if (reader.IsDBNull(column))
        {
            _writer.Null();
            return;
        }
        switch (field.DataType)
        {
            case BooleanType:
                _writer.Plain(reader.GetBoolean(column) ? 1 : 0, default);
                break;
            case ByteType or ShortType or IntegerType or LongType:
                _writer.Plain(Convert.ToInt64(reader.GetValue(column), null), default);
                break;
            case FloatType:
                _writer.Plain(reader.GetFloat(column), default);
                break;
            case DoubleType:
                _writer.Plain(reader.GetDouble(column), default);
                break;
            case DecimalType type when !ColumnValues.IsWide(type):
                _writer.Plain(ColumnValues.Decimal(reader, column, type), default);
                break;
            case DateType:
                _writer.Plain(ColumnValues.Instant(reader, column, field), "yyyy-MM-dd");
                break;
            case TimestampType:
                _writer.Plain(ColumnValues.Instant(reader, column, field), "yyyy-MM-dd HH:mm:ss.ffffff");
                break;
            case BinaryType:
                _writer.Binary(ColumnValues.Bytes(reader, column));
                break;
            default:
                _writer.Text(reader.GetString(column));
                break;
        }
    }
}
