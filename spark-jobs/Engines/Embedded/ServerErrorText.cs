using DuckDB.NET.Data;
using Npgsql;
using Pipeline.Spark.Sql.Causes;
using Pipeline.Spark.Sql.Embedded.Sql;

namespace Pipeline.Spark.Sql.Embedded;

/// <summary>Wraps a server's error. One about the content of a row quotes it, so neither its text nor the error itself goes on.</summary>
internal static class ServerErrorText
{
    public static SparkEngineException Explain(string what, Exception error) => error switch
    {
        PostgresException gone when LostSnapshot.IsReportedBy(gone.Routine) => new SparkEngineException(
            "CONNECTION_FAILED", $"{what}: {LostSnapshot.Text(gone.MessageText)}", LostSnapshot.Remedy),
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => new SparkEngineException(
            "CONNECTION_FAILED", $"{what}: {LockedTable.What}", LockedTable.Remedy),
        PostgresException { SqlState: ['2', '2' or '3', ..] } refused => new SparkEngineException(
            "DATA_REFUSED",
            $"{what}: {WithoutValue(refused)} (SQLSTATE {refused.SqlState}{Place(refused)}).",
            "Correct the rows or the types of the table, and run again; nothing of this partition was kept."),
        DuckDBException query => SqlFailure.Explain(query),
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
