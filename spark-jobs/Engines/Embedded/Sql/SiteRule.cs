namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>What a <see cref="TypedSite"/> decides.</summary>
internal enum SiteRule
{
    Add,
    Subtract,
    Multiply,
    Divide,
    TryDivide,
    IntegralDivide,
    Remainder,
    Sum,
    Average,
    Round,
    Floor,
    Ceiling,
    Truncate,

    /// <summary>Cast to a whole number that gives null instead of an error.</summary>
    TryTruncate,

    /// <summary>Compares two values or more.</summary>
    Compare,

    /// <summary>Is true or false.</summary>
    Condition,

    /// <summary>Becomes text.</summary>
    Text,

    /// <summary>Becomes a decimal.</summary>
    Decimal,

    /// <summary>Becomes a point in time.</summary>
    Time,

    /// <summary>Becomes a point in time, or null instead of an error.</summary>
    TryTime,
}
