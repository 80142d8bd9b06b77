namespace Pipeline.Spark.Sql;

/// <summary>What a write does with rows that are there already; follows <c>org.apache.spark.sql.SaveMode</c>.</summary>
public enum SaveMode
{
    /// <summary>Adds the rows; follows <c>SaveMode.Append</c>.</summary>
    Append,

    /// <summary>Would drop the table first, with its keys and types: refused. Follows <c>SaveMode.Overwrite</c>.</summary>
    Overwrite,

    /// <summary>Refused, because the table must exist. Follows <c>SaveMode.ErrorIfExists</c>, Spark's default.</summary>
    ErrorIfExists,

    /// <summary>Would write nothing: refused. Follows <c>SaveMode.Ignore</c>.</summary>
    Ignore,
}
