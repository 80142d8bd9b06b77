using MySqlConnector;
using Pipeline.Spark.Sql.Embedded.Rows;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Jdbc.MySql;

/// <summary>How each type of MySQL is read, with the types that Spark's dialect for MySQL gives.</summary>
internal static class MySqlColumns
{
    public static ScanColumn Plan(MySqlDbColumn column)
    {
        var name = column.ColumnName;
        var value = MySqlServer.QuoteName(name);
        var type = column.DataTypeName ?? column.ProviderType.ToString();
        return column.ProviderType switch
        {
            MySqlDbType.Bool => new(name, new BooleanType(), value, type),
            MySqlDbType.Byte => new(name, new ByteType(), value, type),
            MySqlDbType.UByte or MySqlDbType.Int16 => new(name, new ShortType(), value, type),
            MySqlDbType.UInt16 or MySqlDbType.Int24 or MySqlDbType.UInt24 or MySqlDbType.Int32 => new(name, new IntegerType(), value, type),
            MySqlDbType.UInt32 or MySqlDbType.Int64 => new(name, new LongType(), value, type),
            MySqlDbType.UInt64 => new(name, new DecimalType(20, 0), $"cast({value} as decimal(20, 0))", type),
            MySqlDbType.NewDecimal or MySqlDbType.Decimal => Decimal(name, value, type, column.NumericPrecision ?? 10, column.NumericScale ?? 0),
            MySqlDbType.Float => new(name, new FloatType(), value, type),
            MySqlDbType.Double => new(name, new DoubleType(), value, type),
            MySqlDbType.Date => new(name, new DateType(), value, type),
            MySqlDbType.DateTime or MySqlDbType.Timestamp => new(name, new TimestampType(), value, type),
            MySqlDbType.Time => Text(name, value, type, "Spark would give it a date"),
            MySqlDbType.Year => Text(name, value, type, "Spark would make it a date"),
            MySqlDbType.Bit => Text(name, $"({value} + 0)", type, "a row of bits has no such type in Spark"),
            MySqlDbType.TinyBlob or MySqlDbType.Blob or MySqlDbType.MediumBlob or MySqlDbType.LongBlob or MySqlDbType.Binary
                or MySqlDbType.VarBinary or MySqlDbType.Geometry => new(name, new BinaryType(), value, type),
            _ => new(name, new StringType(), value, type),
        };
    }

    private static ScanColumn Decimal(string name, string value, string type, int precision, int scale)
    {
        if (precision > DecimalType.MaxPrecision)
            return Text(name, value, type, $"Spark's decimals have at most {DecimalType.MaxPrecision} digits");
        var decimals = new DecimalType(precision, scale);
        return new(name, decimals, ColumnValues.IsWide(decimals) ? $"cast({value} as char)" : value, type);
    }

    private static ScanColumn Text(string name, string value, string type, string refusal) =>
        new(name, new StringType(), $"cast({value} as char)", type, refusal);
}
