using System.Data.Common;
using System.Globalization;
using Npgsql;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Rows;

/// <summary>Reads one column of a reader as the CLR type that stands for its Spark type.</summary>
internal static class ColumnValues
{
    /// <summary>Decimals up to this many digits fit System.Decimal; wider ones travel as text.</summary>
    public const int ClrDecimalDigits = 28;

    public static bool IsWide(DataType type) => type is DecimalType { Precision: > ClrDecimalDigits };

    /// <summary>The value for a row of a job.</summary>
    public static object? ForRow(DbDataReader reader, int column, StructField field) => reader.IsDBNull(column)
        ? null
        : field.DataType switch
        {
            BooleanType => reader.GetBoolean(column),
            ByteType => Convert.ToSByte(reader.GetValue(column), CultureInfo.InvariantCulture),
            ShortType => reader.GetInt16(column),
            IntegerType => reader.GetInt32(column),
            LongType => reader.GetInt64(column),
            FloatType => reader.GetFloat(column),
            DoubleType => reader.GetDouble(column),
            DecimalType when IsWide(field.DataType) => WideDecimal(reader.GetString(column), field.Name),
            DecimalType type => Decimal(reader, column, type),
            DateType => new Date(Instant(reader, column, field)),
            TimestampType => new Timestamp(DateTime.SpecifyKind(Instant(reader, column, field), DateTimeKind.Utc)),
            BinaryType => Bytes(reader, column),
            _ => reader.GetString(column),
        };

    /// <summary>The value with all the digits its type has behind the point: 2.50, not 2.5.</summary>
    public static decimal Decimal(DbDataReader reader, int column, DecimalType type) =>
        reader.GetDecimal(column) + new decimal(0, 0, 0, isNegative: false, (byte)type.Scale);

    public static byte[] Bytes(DbDataReader reader, int column)
    {
        var value = reader.GetValue(column);
        if (value is not Stream stream)
            return (byte[])value;

        using (stream)
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }

    /// <summary>A day or an instant. PostgreSQL's infinities arrive as the ends of the calendar; they are refused, not passed off as days.</summary>
    public static DateTime Instant(DbDataReader reader, int column, StructField field)
    {
        var instant = reader.GetDateTime(column);
        return reader is NpgsqlDataReader && (instant == DateTime.MinValue || instant == DateTime.MaxValue)
            ? throw SparkEngineException.ColumnRefused(field.Name, field.DataType.SimpleString, "it holds infinity, or the first day of the calendar, which the driver does not tell apart")
            : instant;
    }

    private static bool TryExact(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out value)
        && value.ToString(CultureInfo.InvariantCulture) == text;

    public static decimal WideDecimal(string text, string column)
    {
        if (TryExact(text, out var value))
            return value;
        return text.Contains('.', StringComparison.Ordinal) && TryExact(text.TrimEnd('0').TrimEnd('.'), out value)
            ? value
            : throw SparkEngineException.ColumnRefused(column, "decimal", $"a value has more than {ClrDecimalDigits} digits, which System.Decimal does not hold");
    }
}
