namespace Pipeline.Spark.Sql;

/// <summary>What the engine refuses or could not do: what happened, and what to do about it.</summary>
/// <remarks>
/// The remedy also stands in <see cref="Exception.Data"/> under <c>Remedy</c>, and the class under <c>ErrorClass</c>, for
/// programs that do not know this library. Errors of a database driver are the inner exception.
/// </remarks>
public sealed class SparkEngineException : Exception
{
    internal SparkEngineException(string errorClass, string what, string remedy, Exception? inner = null)
        : base(what, inner)
    {
        ErrorClass = errorClass;
        Remedy = remedy;
        Data["ErrorClass"] = errorClass;
        Data["Remedy"] = remedy;
    }

    /// <summary>The kind of the error, such as <c>UNKNOWN_OPTION</c>; follows <c>SparkThrowable.getErrorClass</c>.</summary>
    public string ErrorClass { get; }

    /// <summary>What the reader can do about it; Spark has no such thing.</summary>
    public string Remedy { get; }

    internal static SparkEngineException UnknownFormat(string format, IEnumerable<string> known) => new(
        "UNKNOWN_FORMAT", $"This engine does not know the format {format}.", $"It knows {string.Join(", ", known)}; name one of these.");

    internal static SparkEngineException UnknownOption(string format, string option, IEnumerable<string> known) => new(
        "UNKNOWN_OPTION",
        $"The option {option} of {format} is not known to this engine, and could change the result.",
        $"Remove it, or use one of {string.Join(", ", known)}.");

    internal static SparkEngineException MissingOption(string format, string option) => new(
        "MISSING_OPTION", $"The option {option} of {format} is not set.", $"Set it with Option(\"{option}\", …).");

    internal static SparkEngineException BadOption(string option, string problem, string remedy) => new(
        "BAD_OPTION", $"The option {option} {problem}.", remedy);

    internal static SparkEngineException ModeRefused(string mode) => new(
        "WRITE_MODE_REFUSED",
        $"The write mode {mode} is refused: the engine only adds rows to a table that exists.",
        "Create the table first, and write with Mode(SaveMode.Append).");

    internal static SparkEngineException ColumnsDiffer(string table, string problem) => new(
        "COLUMNS_DIFFER", $"The columns do not fit the table {table}: {problem}.", "Columns are matched by name: select exactly the columns the table has, under their names.");

    internal static SparkEngineException NoSuchColumn(string column, IEnumerable<string> known) => new(
        "UNRESOLVED_COLUMN", $"There is no column {column}.", $"The columns are {string.Join(", ", known)}.");

    internal static SparkEngineException RowsLost(string table, long sent, long stored, string? warning) => new(
        "ROWS_LOST",
        $"{sent:N0} rows were sent to {table} and {stored:N0} stored{(warning is null ? "" : $"; the server says: {warning}")}.",
        "Nothing of this partition was kept. Correct the rows or the types of the table, and run again.");

    internal static SparkEngineException RowsBent(string table, long rows, long warnings, string warning) => new(
        "ROWS_CHANGED",
        $"The server would not store {rows:N0} rows in {table} as they are: {warnings:N0} warnings, the first: {warning}.",
        "Nothing of this partition was kept. Correct the rows or the types of the table, and run again.");

    internal static SparkEngineException ColumnRefused(string column, string type, string why) => new(
        "COLUMN_REFUSED", $"The column {column} of type {type} cannot be used here: {why}.", "Cast it in the query that reads it, to text or to a type with a fixed range.");

    internal static SparkEngineException ServerFailed(string what, Exception error) => new(
        "SERVER_FAILED", $"{what}: {FirstLine(error.Message)}", "Check the address, the rights and the names in the message of the server, then run again.", error);

    internal static SparkEngineException BrokerFailed(string servers, string reason, Exception? error = null) => new(
        "CONNECTION_FAILED", $"The Kafka broker at {servers} does not answer as it should: {FirstLine(reason)}.", "Check that it runs and that the address is right, then run again.", error);

    internal static SparkEngineException NoSuchTopic(string topic, string servers, Exception? error = null) => new(
        "CONNECTION_FAILED", $"The Kafka broker at {servers} has no topic {topic}, or not all of its partitions.", "Make the topic, or correct its name.", error);

    internal static SparkEngineException OffsetsGone(string topic, int partition, long start, long end, Exception? error = null) => new(
        "DATA_LOST",
        $"{topic} partition {partition} no longer holds the offsets {start} to {end - 1}.",
        "They expired or the topic was recreated; choose a range that the broker still holds.",
        error);

    internal static SparkEngineException SqlFailed(string message, Exception? error = null) => new(
        "SQL_FAILED", $"The query cannot be run: {FirstLine(message)}", "Correct the SQL; this engine runs the Spark SQL that tests/Engines.Tests/Sql shows.", error);

    internal static SparkEngineException SqlRefused(string what, string instead) => new("SQL_FAILED", $"The query cannot be run: {what}.", instead);

    internal static SparkEngineException SqlDataFailed(string message) => new(
        "SQL_DATA_FAILED", $"The query met values that it cannot compute: {FirstLine(message)}", "Correct the SQL (try_cast, try_divide and nullif give null instead), or the rows.");

    internal static SparkEngineException NoRoomForSql(string message) => new(
        "NO_ROOM",
        $"The query had no room left: {FirstLine(message)}",
        "Free disk space in the folder of temporary files (TMPDIR), give the session more memory (spark.pipeline.memoryLimit), or run the job with --on spark.");

    internal static SparkEngineException Stopped() => new(
        "SESSION_STOPPED", "The session is stopped.", "Make a new one with SparkSession.Builder().GetOrCreate().");

    internal static string FirstLine(string message)
    {
        var end = message.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? message : message[..end];
    }
}
