using Npgsql;

namespace Pipeline.Spark.Sql.Embedded;

/// <summary>Wraps a server's error. One about the content of a row quotes it, so neither its text nor the error itself goes on.</summary>
internal static class ServerErrorText
{
    public static SparkEngineException Explain(string what, Exception error) => error switch
    {
        // Whoever exported the snapshot has lost its connection: of the class of bad data by its number alone.
        PostgresException { Routine: "ImportSnapshot" or "SetTransactionSnapshot" } gone => new SparkEngineException(
            "CONNECTION_FAILED",
            $"{what}: the source's snapshot ended during the run, as the connection that held it was lost ({gone.MessageText}).",
            "Check that the server runs and has not restarted, then run again: a rerun starts clean."),
        PostgresException { SqlState: ['2', '2' or '3', ..] } refused => new SparkEngineException(
            "DATA_REFUSED",
            $"{what}: {WithoutValue(refused)} (SQLSTATE {refused.SqlState}{Place(refused)}).",
            "Correct the rows or the types of the table, and run again; nothing of this partition was kept."),
        _ => SparkEngineException.ServerFailed(what, error),
    };

    private static string WithoutValue(PostgresException error)
    {
        var quote = error.MessageText.IndexOf(": \"", StringComparison.Ordinal);
        return quote < 0 ? error.MessageText : error.MessageText[..quote];
    }

    private static string Place(PostgresException error) =>
        (error.ColumnName ?? error.ConstraintName) is { } name ? $", {name}" : "";
}
