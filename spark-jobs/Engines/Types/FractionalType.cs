namespace Pipeline.Spark.Sql.Types;

/// <summary>Any number with a fraction; follows <c>org.apache.spark.sql.types.FractionalType</c>.</summary>
public abstract class FractionalType : NumericType
{
    private protected FractionalType()
    {
    }
}
