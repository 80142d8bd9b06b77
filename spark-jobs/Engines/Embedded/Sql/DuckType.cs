using System.Globalization;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>The Spark types of DuckDB's, and the other way round.</summary>
internal static class DuckType
{
    public static string Of(DataType type) => type switch
    {
        BooleanType => "boolean",
        ByteType => "tinyint",
        ShortType => "smallint",
        IntegerType => "integer",
        LongType => "bigint",
        FloatType => "float",
        DoubleType => "double",
        DecimalType => type.SimpleString,
        DateType => "date",
        TimestampType => "timestamp",
        BinaryType => "blob",
        _ => "varchar",
    };

    public static DataType Read(string column, string type)
    {
        if (type.StartsWith("DECIMAL(", StringComparison.Ordinal))
        {
            var size = type["DECIMAL(".Length..^1].Split(',');
            return new DecimalType(int.Parse(size[0], CultureInfo.InvariantCulture), int.Parse(size[1], CultureInfo.InvariantCulture));
        }
        return type switch
        {
            "BOOLEAN" => new BooleanType(),
            "TINYINT" => new ByteType(),
            "SMALLINT" => new ShortType(),
            "INTEGER" => new IntegerType(),
            "BIGINT" => new LongType(),
            "HUGEINT" => new DecimalType(DecimalType.MaxPrecision, 0),
            "UBIGINT" => new DecimalType(20, 0),
            "FLOAT" => new FloatType(),
            "DOUBLE" => new DoubleType(),
            "DATE" => new DateType(),
            "TIMESTAMP" or "TIMESTAMP WITH TIME ZONE" => new TimestampType(),
            "BLOB" => new BinaryType(),
            "VARCHAR" or "JSON" => new StringType(),
            "\"NULL\"" => new NullType(),
            _ => throw SparkEngineException.ColumnRefused(column, type, "a result holds no such values"),
        };
    }
}
