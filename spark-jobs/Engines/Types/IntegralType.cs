namespace Pipeline.Spark.Sql.Types;

/// <summary>Any whole number; follows <c>org.apache.spark.sql.types.IntegralType</c>.</summary>
public abstract class IntegralType : NumericType
{
    private protected IntegralType()
    {
    }
}
