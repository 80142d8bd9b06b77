using System.Text.RegularExpressions;

namespace Pipeline.Spark.Sql.Causes;

/// <summary>
/// Finds what went wrong in a chain of causes, and says it without the values of any row. Common compiles this file too, for a job
/// whose binding gives it the chain as text only.
/// </summary>
internal static partial class RootCause
{
    public static ExplainedCause Of(IReadOnlyList<Cause> causes)
    {
        if (causes.LastOrDefault(link => KafkaLoss().IsMatch(link.Message) || KafkaLoss().IsMatch(link.Types)) is { } lost)
            return new("DATA_LOST", Innermost(lost), "Offsets expired, or the topic was made anew, while they were read. Run again: it says which, and what to do.");
        if (causes.LastOrDefault(link => KafkaAway().IsMatch(link.Message) || KafkaAway().IsMatch(link.Types)) is { } away)
            return new("CANNOT_CONNECT", Innermost(away), "Check that the Kafka broker runs and that the workers of Spark reach it, then run again: a rerun starts clean.");
        if (causes.Any(link => TimeBeyondSpark().IsMatch(link.Message)))
        {
            return new(
                "DATA_REFUSED",
                "a time that was read is beyond what Spark can count (long overflow), such as that of a Kafka message in nanoseconds instead of milliseconds.",
                "Let the producer send milliseconds. What is in the topic can be read without Spark (leave out --on spark): such a time becomes the last of the year 9999.");
        }
        if (causes.Select(link => Memory().Match($"{link.Types} {link.Message}")).LastOrDefault(match => match.Success) is { } full)
            return new("CANNOT_CONNECT", $"a JVM of Spark ran out of memory, or was killed ({full.Value}).", "Give executors (spark.executor.memory) or the driver (spark.driver.memory) more, and let less run beside it, then run again: a rerun starts clean.");
        var cause = causes.LastOrDefault(link => link.IsSql) ?? Quoted(causes) ?? causes.LastOrDefault(link => link.ErrorClass is { Length: > 0 }) ?? causes[^1];
        var text = WithoutValues(WithoutNoise(cause.Text));
        if (!cause.IsSql)
            return QueryFailure.Of(cause, text) ?? new(cause.ErrorClass ?? "SPARK_FAILED", text, "Correct what the message of Spark names, then run again; the log of the JVM holds the whole trace.");
        if (Snapshot().IsMatch(text))
            return new("CANNOT_CONNECT", LostSnapshot.Text(text), LostSnapshot.Remedy);
        if (LockTimeout().IsMatch(text))
            return new("CANNOT_CONNECT", LockedTable.What, LockedTable.Remedy);
        if (EndedStatement.RemedyOfWords(text) is { } remedy)
            return new("CANNOT_CONNECT", text, remedy);
        if (Network().IsMatch(text))
            return new("CANNOT_CONNECT", text, "Check that the database runs and that the workers of Spark reach it, then run again: a rerun starts clean.");
        if (Rights().IsMatch(text))
            return new("NOT_ALLOWED", text, "Give the user that right (db/init_*.sql lists the roles and what each may do), or correct the connection's user.");
        return cause.IsSqlData || Data().IsMatch(text)
            ? new("DATA_REFUSED", text, "Correct the rows or the types of the table, and run again; what is in staging is not published.")
            : new("SERVER_FAILED", text, "Check the names and rights in the message of the server, then run again.");
    }

    // An executor's error that reaches the driver as text only.
    private static Cause? Quoted(IReadOnlyList<Cause> causes) => causes
        .SelectMany(link => DriverError().Matches(link.Message))
        .Select(match => new Cause($"{match.Groups["type"].Value} java.sql.SQLException", match.Groups["text"].Value, null))
        .LastOrDefault();

    // A failed stage tells its task's error as text behind its own.
    private static string Innermost(Cause cause)
    {
        var text = WithoutNoise(cause.Text);
        var last = text.LastIndexOf("Exception: ", StringComparison.Ordinal);
        return last < 0 ? text : text[(last + "Exception: ".Length)..];
    }

    private static string WithoutNoise(string message)
    {
        var aborted = message.LastIndexOf(" was aborted: ", StringComparison.Ordinal);
        var text = aborted >= 0 ? message[(aborted + " was aborted: ".Length)..] : message;
        text = Noise().Replace(text.TrimStart('\r', '\n').Split('\r', '\n')[0], "");
        var next = text.IndexOf("  Call getNextException", StringComparison.Ordinal);
        return (next >= 0 ? text[..next] : text).TrimEnd('.', ';', ' ') + ".";
    }

    private static string WithoutValues(string text) => PostgresValue().Replace(MySqlValue().Replace(text, ""), "");

    [GeneratedRegex(@"(?:Caused by: |: )?(?<type>(?:java\.sql|org\.postgresql|org\.mariadb|com\.mysql)[\w.$]*(?:Exception|Truncation)): (?<text>[^\r\n]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DriverError();

    [GeneratedRegex(@"^(?:\(conn=\d+\) |(?:ERROR|FATAL): )+", RegexOptions.None, 1000)]
    private static partial Regex Noise();

    [GeneratedRegex(@"(?<=(?:entry|value:?) )'.*'\s*(?=for )", RegexOptions.None, 1000)]
    private static partial Regex MySqlValue();

    [GeneratedRegex("""(?<=invalid input syntax for type [\w ]+|out of range[\w ]*|invalid [\w ]+ value): ".*""", RegexOptions.None, 1000)]
    private static partial Regex PostgresValue();

    [GeneratedRegex(@"OffsetOutOfRange|KAFKA_DATA_LOSS|not available in Kafka any more", RegexOptions.None, 1000)]
    private static partial Regex KafkaLoss();

    [GeneratedRegex(@"Cannot fetch record for offset|org\.apache\.kafka\.common\.errors\.(?:Timeout|Disconnect|Network|Retriable)Exception", RegexOptions.None, 1000)]
    private static partial Regex KafkaAway();

    // What arithmetic of SQL overflows has a class of Spark's own.
    [GeneratedRegex(@"^long overflow$|java\.lang\.ArithmeticException: long overflow", RegexOptions.None, 1000)]
    private static partial Regex TimeBeyondSpark();

    // Code 52 is Spark's own for a full heap, 137 that of a process which the system ended.
    [GeneratedRegex(@"(?<=ExecutorLostFailure[^\r\n]*)(?:Command exited with code (?:52|137)|exit(?:ed with)? code (?:52|137))\b|java\.lang\.OutOfMemoryError(?:: [\w ]+)?", RegexOptions.None, 1000)]
    private static partial Regex Memory();

    [GeneratedRegex("invalid snapshot identifier|could not import the requested snapshot", RegexOptions.None, 1000)]
    private static partial Regex Snapshot();

    [GeneratedRegex("due to lock timeout|could not obtain lock on relation", RegexOptions.None, 1000)]
    private static partial Regex LockTimeout();

    [GeneratedRegex(@"refused|link failure|terminating connection|I/O error|Socket|could not connect|unable to connect|connection (?:is|was|has been)? ?(?:closed|reset|lost)|shutdown|shut down|starting up|UnknownHost|Connection attempt failed", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Network();

    [GeneratedRegex(@"access denied|permission denied|command denied|authentication failed|no pg_hba|must be owner|not allowed", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Rights();

    [GeneratedRegex(@"duplicate|violates|incorrect .* value|truncat|too long|out of range|cannot be null|invalid input|doesn't have a default|overflow|invalid byte sequence|unsupported unicode", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Data();
}
