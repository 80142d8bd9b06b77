using System.Text.RegularExpressions;

namespace Pipeline.Spark.Sql.Causes;

/// <summary>A statement or session that PostgreSQL ended, though nothing was wrong with it. Common compiles this file too.</summary>
internal static partial class EndedStatement
{
    private const string Conflict =
        "Run again. A standby takes away what a run still reads, unless it has hot_standby_feedback = on or a longer max_standby_streaming_delay.";

    private const string Cancelled =
        "Somebody cancelled it (pg_cancel_backend), or a limit did (statement_timeout): raise that for this user, and run again.";

    private const string TimedOut =
        "A limit for sessions or transactions did (idle_in_transaction_session_timeout, transaction_timeout): raise that for this user, and run again.";

    /// <summary>What to do about it, or null where it is something else.</summary>
    /// <param name="state">The SQLSTATE.</param>
    public static string? RemedyOf(string state) => state switch
    {
        "40001" => Conflict,
        "40P01" => "Another transaction stood in the way, and this one gave way: run again.",
        "57014" => Cancelled,
        "25P03" or "25P04" => TimedOut,
        _ => null,
    };

    /// <summary>The same where only the server's words have come.</summary>
    public static string? RemedyOfWords(string said) => Words().Match(said) switch
    {
        { Success: false } => null,
        var found when found.Groups["conflict"].Success => Conflict,
        var found when found.Groups["limit"].Success => TimedOut,
        _ => Cancelled,
    };

    [GeneratedRegex(
        "(?<conflict>due to conflict with recovery)|terminating connection due to (?<limit>idle-in-transaction|transaction) timeout|canceling statement due to (?:user request|statement timeout)",
        RegexOptions.None,
        1000)]
    private static partial Regex Words();
}
