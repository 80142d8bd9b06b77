using Npgsql;
using Pipeline.Common;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Proof;
using Pipeline.Replication.Source;
using Pipeline.Replication.Verification;

namespace Pipeline.Replication;

/// <summary>The errors of replication by name; each says what happened and what to do.</summary>
internal static class ReplicationErrors
{
    private const int MostNamed = 5;

    public static PipelineException NoSuchTable(TablePattern pattern, IReadOnlyList<SourceTable> all)
    {
        var known = all.Count == 0 ? "The database has no table that this user can see." : $"It has {Listed(all.Select(t => t.FullName), all.Count)}.";
        return pattern.IsGiven
            ? new(ExitCode.Usage, $"--tables {pattern.Text} names no table of the source.", $"{known} Correct the pattern (schema.name, * for any characters).")
            : new(ExitCode.Usage, $"The source has no {pattern.Text}, one of the tables that are meant where none is named.", $"{known} Name yours: --tables 'public.*' (schema.name, * for any characters).");
    }

    public static PipelineException SameTarget(SourceTable first, SourceTable second, string target) => new(
        ExitCode.DataRefused,
        $"{first} and {second} would both become {target}.",
        "Let the schema into the names: --name '{schema}_{table}_replica'.");

    public static PipelineException ReplicaOfAnother(SourceTable table, string target, PublishedProof proof) => new(
        ExitCode.DataRefused,
        $"{target} holds {proof.Source}, as run {proof.RunId} published it; it was not given to {table}.",
        $"Let the schema into the names: --name '{{schema}}_{{table}}_replica'. If {proof.Source} has become {table}, take its replica away first: drop table {SqlName.MySql(target)}.");

    public static PipelineException TableOfAnotherJob(SourceTable table, string target, PublishedProof proof) => new(
        ExitCode.DataRefused,
        $"{target} is a table of the job {proof.Job}, as run {proof.RunId} published it; it was not given to {table}.",
        $"Give the replica a name of its own: --name '{{table}}_replica'. If that job is to publish it no more, take the table away first: drop table {SqlName.MySql(target)}.");

    public static PipelineException OtherEncoding(string encoding) => new(
        ExitCode.DataRefused,
        $"The source database is encoded in {encoding}; only UTF8 is compared exactly.",
        "Move it into a database with encoding UTF8 (pg_dump, create database … encoding 'UTF8', pg_restore).");

    /// <summary>Everything that stands in the way, in one error.</summary>
    public static PipelineException Refused(IReadOnlyList<Obstacle> obstacles)
    {
        var all = string.Join(' ', obstacles.Take(MostNamed).Select(o => o.What));
        var more = obstacles.Count > MostNamed ? $" And {obstacles.Count - MostNamed} more: `./pipeline plan` with the same --tables lists them all." : "";
        return new(
            ExitCode.DataRefused,
            $"Nothing was written, because not everything can be replicated exactly: {all}{more}",
            string.Join(' ', obstacles.Take(MostNamed).Select(o => o.Remedy).Distinct(StringComparer.Ordinal)));
    }

    public static PipelineException WouldBeRefused(int tables, int all, int obstacles) => new(
        ExitCode.DataRefused,
        $"{tables:N0} of {Counted.Of(all, "table")} would be refused, for {Counted.Of(obstacles, "reason")}. Nothing was written.",
        "Each reason says what can be done about it; leave a table out by naming the others in --tables.");

    public static PipelineException Locked(SourceTable table, PostgresException error) => new(
        ExitCode.CannotConnect,
        $"{table}: a change of its schema holds the table or waits for it; the run gave way (lock timeout).",
        ServerErrors.ExplainAny(ReplicationProgram.Job, error).Remedy,
        error);

    public static PipelineException Rewritten(SourceTable table) => new(
        ExitCode.CannotConnect,
        $"{table} was truncated or rewritten, renamed or given other partitions (TRUNCATE, ALTER TABLE, VACUUM FULL, REFRESH), or a table that it reads was, after the run took its snapshot, so that its rows of that moment are gone; nothing was published.",
        "Run again: it reads the table as it is now.");

    public static PipelineException NotReadable(SourceTable table, PostgresException error) => new(
        ExitCode.DataRefused,
        $"{table} cannot be read: PostgreSQL says {error.MessageText} (SQLSTATE {error.SqlState}); nothing was written.",
        $"Correct the expression of {table}, or the values that it meets, until `select * from {table}` ends well.",
        error);

    public static PipelineException NotPopulated(SourceTable table, PostgresException error) => new(
        ExitCode.DataRefused,
        $"{table} holds no data yet, or reads what holds none: PostgreSQL says {error.MessageText}; nothing was written.",
        table.Kind == 'm' ? $"Type: refresh materialized view {SqlName.Postgres(table.Schema, table.Name)}" : "Type `refresh materialized view …` for the one that it names.",
        error);

    public static PipelineException Drifted(TablePlan plan) => new(
        ExitCode.DataRefused,
        $"{plan.Target} has another shape than {plan.Table} needs: {Listed(plan.Drift, plan.Drift.Count)}; it was left as it is.",
        "Run again without --on-drift refuse to replace the replica as a whole.");

    public static PipelineException Emptied(SourceTable table, string target, long before) => new(
        ExitCode.DataRefused,
        $"{table} has no rows, but {target} has {before:N0}: the replica was left as it is.",
        "If the source is really empty, run again with --allow-empty.");

    public static PipelineException Shrunk(SourceTable table, string target, long before, long now) => new(
        ExitCode.DataRefused,
        $"{table} has {Counted.Of(now, "row")}, but {target} has {before:N0}: more than half are gone, and the replica was left as it is.",
        "If they were really deleted, run again with --allow-shrink.");

    public static PipelineException Differs(SourceTable table, string target, TableChecksum source, TableChecksum written) => new(
        ExitCode.ProofFailed,
        source.Rows != written.Rows
            ? $"{Counted.Of(source.Rows, "row was", "rows were")} read from {table} but {written.Rows:N0} arrived for {target}; nothing was published."
            : $"{table} and the rows written for {target} have {Counted.Of(source.Rows, "row")} each but differ: checksum {source.Text} there, {written.Text} here; nothing was published.",
        table.Kind == 'v'
            ? "Run it again; if it differs again, the view may read the clock, random() or a foreign table, which give each connection other rows: replicate a table or a materialised view of it."
            : "Run it again; if it differs again, report the table's definition (`\\d` in psql): the contract is at fault.");

    /// <summary>A replica that was changed in place and then is not what was written there.</summary>
    public static PipelineException DiffersInPlace(TablePlan plan, TableChecksum now) => new(
        ExitCode.ProofFailed,
        $"{plan.Target} was given the rows of {plan.Table} and then held others: {Counted.Of(plan.Facts.Checksum.Rows, "row")}, checksum {plan.Facts.Checksum.Text}, became {now.Rows:N0}, checksum {now.Text}; nothing was published.",
        $"Look whether a trigger at {plan.Target} changes rows (`show triggers`): --mode full replaces the table, and the trigger with it. Without one, report the table's definition (`\\d` in psql): the contract is at fault.");

    private static string Listed(IEnumerable<string> names, int count)
    {
        var shown = string.Join(", ", names.Take(MostNamed));
        return count > MostNamed ? $"{shown} and {count - MostNamed} more" : shown;
    }
}
