namespace Pipeline.Spark.Sql.Types;

/// <summary>Any number; follows <c>org.apache.spark.sql.types.NumericType</c>.</summary>
public abstract class NumericType : AtomicType
{
    private protected NumericType()
    {
    }
}
