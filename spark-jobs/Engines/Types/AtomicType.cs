namespace Pipeline.Spark.Sql.Types;

/// <summary>A type without inner types; follows <c>org.apache.spark.sql.types.AtomicType</c>.</summary>
public abstract class AtomicType : DataType
{
    private protected AtomicType()
    {
    }
}
