namespace Pipeline.Spark.Sql.Causes;

/// <summary>One link in the chain of causes of an error in the JVM.</summary>
/// <param name="Types">The class of the exception and its parents.</param>
/// <param name="Message">Its message, which may quote values of rows.</param>
/// <param name="ErrorClass">Spark's name for the error, or null.</param>
/// <param name="SqlState">Spark's state for it; null where the message alone may hold it.</param>
internal sealed record Cause(string Types, string Message, string? ErrorClass, string? SqlState = null)
{
    /// <summary>The message; an exception without one is named by its class.</summary>
    public string Text => Message.Length > 0 ? Message : $"{Types.Split(' ')[0]} without a message";

    public bool IsSql => Types.Contains("java.sql.SQLException", StringComparison.Ordinal);

    public bool IsSqlData => Types.Contains("java.sql.SQLDataException", StringComparison.Ordinal)
        || Types.Contains("java.sql.SQLIntegrityConstraintViolationException", StringComparison.Ordinal)
        || Types.Contains("DataTruncation", StringComparison.Ordinal);
}
