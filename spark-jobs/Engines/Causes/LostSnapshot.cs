namespace Pipeline.Spark.Sql.Causes;

/// <summary>
/// PostgreSQL's snapshot is gone with the connection that exported it; whoever asks for it then is told of bad input. Common compiles
/// this file too, for connections of the driver.
/// </summary>
internal static class LostSnapshot
{
    public const string Remedy = "Check that the server runs and has not restarted, then run again: a rerun starts clean.";

    /// <summary>True for the routine of PostgreSQL that a snapshot's loss is reported from.</summary>
    public static bool IsReportedBy(string? routine) => routine is "ImportSnapshot" or "SetTransactionSnapshot";

    /// <summary>What happened, in one line.</summary>
    /// <param name="said">What the server said.</param>
    public static string Text(string said) => $"the source's snapshot ended during the run, as the connection that held it was lost ({said.TrimEnd('.')}).";
}
