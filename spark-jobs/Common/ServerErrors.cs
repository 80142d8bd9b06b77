using System.Net.Sockets;
using MySqlConnector;
using Npgsql;
using Pipeline.Common.Jvm;
using Pipeline.Common.Runs;
using Pipeline.Spark.Sql.Causes;

namespace Pipeline.Common;

/// <summary>The one place that turns an error of a server, a driver or the engine into our two lines.</summary>
public static class ServerErrors
{
    /// <summary>Explains an error, looking through wrappers, or returns null when it is none that we know.</summary>
    public static PipelineException? Explain(Exception error) => error switch
    {
        PipelineException known => known,
        AggregateException { InnerException: { } inner } => Explain(inner),
        PostgresException postgres => Explain(postgres),
        MySqlException mysql => Explain(mysql),
        NpgsqlException => Lost("PostgreSQL", error),
        UnauthorizedAccessException => FileDenied(error),
        SocketException or IOException => Lost("a server", error),
        ObjectDisposedException { ObjectName: { } name } when IsOfConnection(name) => Lost("a server", error),
        { InnerException: { } inner } when Explain(inner) is { } known => known,
        _ when error.Data["ErrorClass"] is string engineClass && error.Data["Remedy"] is string remedy => new(CodeOf(engineClass), error.Message, remedy, error),
        _ when JvmTrace.Find(error) is { } trace => JvmTrace.Causes(trace) is { Count: > 0 } causes ? Explain(RootCause.Of(causes), error) : LostJvm(error),
        _ => null,
    };

    /// <summary>Explains any error: one that we do not know is a fault of the pipeline.</summary>
    public static PipelineException ExplainAny(string job, Exception error) => Explain(error) ?? new(
        ExitCode.Bug,
        $"{job} failed unexpectedly: {error.GetType().Name}: {FirstLine(error.Message)}",
        "This is a fault of the pipeline: run it again with --verbose and report what it prints.",
        error);

    /// <summary>The first line of a message, without the noise that drivers put before it.</summary>
    public static string FirstLine(string message)
    {
        var end = message.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? message : message[..end];
    }

    private static PipelineException Explain(ExplainedCause cause, Exception error) =>
        new(CodeOf(cause.ErrorClass), $"Spark failed: {cause.Text}", cause.Remedy, error);

    private static ExitCode CodeOf(string errorClass) => errorClass switch
    {
        "ROWS_LOST" or "ROWS_CHANGED" or "DATA_REFUSED" or "DATA_LOST" or "COLUMN_REFUSED" or "SQL_FAILED" or "SQL_DATA_FAILED" => ExitCode.DataRefused,
        "CANNOT_CONNECT" or "CONNECTION_FAILED" or "NOT_ALLOWED" or "NO_ROOM" => ExitCode.CannotConnect,
        _ => ExitCode.Bug,
    };

    private static PipelineException Explain(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege => NotAllowed("PostgreSQL", error.MessageText, error),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            NotAllowed("PostgreSQL", error.MessageText, error),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn => new(
            ExitCode.DataRefused,
            $"PostgreSQL: {error.MessageText}: it vanished, or changed, during the run.",
            "Run it again once the change of the schema is finished.",
            error),
        PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory => NoRoom("PostgreSQL", error.MessageText, error),
        _ when LostSnapshot.IsReportedBy(error.Routine) => new(
            ExitCode.CannotConnect, $"PostgreSQL: {LostSnapshot.Text(error.MessageText)}", LostSnapshot.Remedy, error),
        PostgresErrorCodes.LockNotAvailable => new(
            ExitCode.CannotConnect, $"PostgreSQL: {LockedTable.What}", LockedTable.Remedy, error),
        PostgresErrorCodes.TooManyConnections => new(
            ExitCode.CannotConnect, $"PostgreSQL: {error.MessageText}.", "Run again when others have ended, or raise max_connections.", error),
        _ when EndedStatement.RemedyOf(error.SqlState) is { } remedy => new(
            ExitCode.CannotConnect, $"PostgreSQL ended a statement or session of the run: {error.MessageText}.", remedy, error),
        ['5', '7', 'P', '0', _] or ['0', '8', ..] => Lost("PostgreSQL", error),
        _ => new(ExitCode.Bug, $"PostgreSQL: {error.MessageText} (SQLSTATE {error.SqlState}).", "Run it again with --verbose for the whole trace.", error),
    };

    private static PipelineException Explain(MySqlException error) => error.ErrorCode switch
    {
        MySqlErrorCode.AccessDenied or MySqlErrorCode.DatabaseAccessDenied or MySqlErrorCode.TableAccessDenied
            or MySqlErrorCode.ColumnAccessDenied or (MySqlErrorCode)1227 => NotAllowed("MySQL", error.Message, error),
        MySqlErrorCode.UnableToConnectToHost => Lost("MySQL", error),
        _ when IsNoSpace(error.Message) => NoRoom("MySQL", error.Message, error),
        MySqlErrorCode.DiskFull or MySqlErrorCode.RecordFileFull or MySqlErrorCode.OutOfMemory => NoRoom("MySQL", error.Message, error),
        MySqlErrorCode.NoSuchTable when error.Message.Contains(".pipeline_run", StringComparison.Ordinal) => new(
            ExitCode.CannotConnect, $"MySQL has no run tables: {FirstLine(error.Message)}.", "Type: mysql … < db/init_mysql.sql", error),
        MySqlErrorCode.NoSuchTable => new(
            ExitCode.DataRefused, $"MySQL: {FirstLine(error.Message)}: it vanished during the run.", "Run it again once the change of the schema is finished.", error),
        MySqlErrorCode.LockWaitTimeout => new(
            ExitCode.CannotConnect,
            "MySQL: a reader or writer held the table for longer than the run may wait.",
            "Look at `show full processlist` for the long transaction, end it or let it end, and run again.",
            error),
        MySqlErrorCode.LockDeadlock => new(
            ExitCode.CannotConnect, "MySQL: another transaction stood in the way (deadlock), and this one gave way.", "Run it again: a rerun starts clean.", error),
        MySqlErrorCode.QueryInterrupted or (MySqlErrorCode)1969 or (MySqlErrorCode)3024 => new(
            ExitCode.CannotConnect,
            $"MySQL ended a query of the run: {FirstLine(error.Message)}.",
            "Somebody killed it, or a limit did (max_statement_time, max_execution_time): raise that for this user, and run again.",
            error),
        _ when ForeignKey.IsInTheWay(error) => new(
            ExitCode.CannotConnect,
            $"MySQL: a foreign key holds a table of the pipeline, or its rows: {FirstLine(error.Message)}.",
            "Drop that foreign key (alter table … drop foreign key …), then run again.",
            error),
        MySqlErrorCode.OptionPreventsStatement or (MySqlErrorCode)1792 => new(
            ExitCode.CannotConnect,
            $"MySQL: {FirstLine(error.Message)}.",
            "If that is read_only or transaction_read_only, the server is a standby, or is being worked on: correct the address, or run again when it takes writes.",
            error),
        (MySqlErrorCode)1665 => new(
            ExitCode.CannotConnect,
            $"MySQL writes its log by statements, which the pipeline's transactions do not allow: {FirstLine(error.Message)}.",
            "As an administrator type: set global binlog_format = 'ROW' (or 'MIXED'), and run again.",
            error),
        _ when IsFull(error) => new(
            ExitCode.CannotConnect, $"MySQL: {FirstLine(error.Message)}.", "Run again when others have ended, or raise max_connections.", error),
        MySqlErrorCode.ServerShutdown or MySqlErrorCode.NormalShutdown or (MySqlErrorCode)1927 or (MySqlErrorCode)4031 => Lost("MySQL", error),
        _ when error.InnerException is IOException or SocketException => Lost("MySQL", error),
        _ when error.Message.Contains("lost connection", StringComparison.OrdinalIgnoreCase) => Lost("MySQL", error),
        _ => new(ExitCode.Bug, $"MySQL: {FirstLine(error.Message)} (error {error.Number}).", "Run it again with --verbose for the whole trace.", error),
    };

    /// <summary>True when a server takes no more connections, or none more of this user.</summary>
    internal static bool IsFull(Exception error) => error
        is MySqlException { ErrorCode: MySqlErrorCode.ConnectionCountError or MySqlErrorCode.TooManyUserConnections or MySqlErrorCode.UserLimitReached }
        or PostgresException { SqlState: PostgresErrorCodes.TooManyConnections };

    // A connection that is cut while its driver sends may be found closed already, under the name of any of its parts.
    private static bool IsOfConnection(string name) =>
        ((string[])["Socket", "Stream", "PayloadHandler", "ByteHandler", "MySql", "Npgsql"]).Any(part => name.Contains(part, StringComparison.Ordinal));

    // Where a file of a table does not fit, MariaDB passes the system's error (28) or its storage's (135) on under numbers of its own (3, 1005, 1026).
    private static bool IsNoSpace(string message) =>
        ((string[])["Errcode: 28", "errno: 28", "errno: 135"]).Any(full => message.Contains(full, StringComparison.OrdinalIgnoreCase));

    private static PipelineException Lost(string server, Exception error) => new(
        ExitCode.CannotConnect,
        $"The connection to {server} was lost or refused: {FirstLine(error.GetBaseException().Message)}",
        "Check that the server runs and has not restarted (`./pipeline doctor`), then run again: a rerun starts clean.",
        error);

    // The words of .NET name the file.
    private static PipelineException FileDenied(Exception error) => new(
        ExitCode.CannotConnect,
        $"The user {Environment.UserName} may not use a file of the machine: {FirstLine(error.Message)}",
        "Run it as the user whose file it is (`ls -l` shows whose), or from a checkout of your own.",
        error);

    private static PipelineException LostJvm(Exception error) => new(
        ExitCode.CannotConnect,
        "Spark failed: the JVM of spark-submit ended while the job still called it.",
        "Its own last lines say why (out of memory: give spark-submit a larger --driver-memory); then run again: a rerun starts clean.",
        error);

    private static PipelineException NotAllowed(string server, string message, Exception error) => new(
        ExitCode.CannotConnect,
        $"{server} does not allow it: {FirstLine(message)}.",
        "Give the user that right (db/init_*.sql lists the roles and what each may do), or correct the connection's user.",
        error);

    private static PipelineException NoRoom(string server, string message, Exception error) => new(
        ExitCode.CannotConnect,
        $"{server} has no room left: {FirstLine(message)}.",
        "Free disk space on that server and run again: the next run drops what this one left in staging.",
        error);
}
