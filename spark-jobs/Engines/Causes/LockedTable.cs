namespace Pipeline.Spark.Sql.Causes;

/// <summary>A table of PostgreSQL could not be read for as long as a session waits for a lock. Common compiles this file too.</summary>
internal static class LockedTable
{
    public const string What = "a change of a table's schema holds the table or waits for it; the run gave way (lock timeout).";

    public const string Remedy = "Let the change end (`select * from pg_stat_activity where wait_event_type = 'Lock'` shows who waits), then run again.";
}
