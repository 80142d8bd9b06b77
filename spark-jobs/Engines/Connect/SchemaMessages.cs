using Pipeline.Spark.Sql.Types;
using Kind = Pipeline.Spark.Sql.Connect.Protocol.DataType.KindOneofCase;
using Proto = Pipeline.Spark.Sql.Connect.Protocol;

namespace Pipeline.Spark.Sql.Connect;

/// <summary>Columns and their types out of Spark Connect's messages.</summary>
internal static class SchemaMessages
{
    /// <summary>The columns of a result.</summary>
    /// <exception cref="SparkEngineException">A column is of a type that rows of this library do not carry.</exception>
    public static StructType Columns(Proto.DataType schema) =>
        new(schema.Struct.Fields.Select(field => new StructField(field.Name, Type(field), field.Nullable)));

    private static DataType Type(Proto.DataType.Types.StructField field) => field.DataType.KindCase switch
    {
        Kind.Null => new NullType(),
        Kind.Boolean => new BooleanType(),
        Kind.Byte => new ByteType(),
        Kind.Short => new ShortType(),
        Kind.Integer => new IntegerType(),
        Kind.Long => new LongType(),
        Kind.Float => new FloatType(),
        Kind.Double => new DoubleType(),
        Kind.Decimal => new DecimalType(field.DataType.Decimal.Precision, field.DataType.Decimal.Scale),
        Kind.String or Kind.Char or Kind.VarChar => new StringType(),
        Kind.Binary => new BinaryType(),
        Kind.Date => new DateType(),
        Kind.Timestamp or Kind.TimestampNtz => new TimestampType(),
        _ => throw SparkEngineException.ColumnRefused(field.Name, "Spark's own", "rows hold numbers, text, bytes, days and instants only"),
    };
}
