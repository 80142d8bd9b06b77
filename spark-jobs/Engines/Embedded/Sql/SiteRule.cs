namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>What a <see cref="TypedSite"/> decides.</summary>
internal enum SiteRule
{
    Add,
    Subtract,
    Multiply,
    Divide,
    TryDivide,
    Sum,
    Average,
    Round,
    Truncate,

    /// <summary>Cast to a whole number that gives null instead of an error.</summary>
    TryTruncate,
}
