using Pipeline.Common;
using Pipeline.Replication.Proof;
using Pipeline.Replication.Source;

namespace Pipeline.Replication;

/// <summary>The errors of replication by name; each says what happened and what to do.</summary>
internal static class ReplicationErrors
{
    private const int MostNamed = 5;

    public static PipelineException NoSuchTable(TablePattern pattern, IReadOnlyList<SourceTable> all)
    {
        var known = all.Count == 0 ? "The database has no table that this user can see." : $"It has {Listed(all.Select(t => t.FullName), all.Count)}.";
        return new(ExitCode.Usage, $"--tables {pattern.Text} names no table of the source.", $"{known} Correct the pattern (schema.name, * for any characters).");
    }

    public static PipelineException NameTooLong(SourceTable table, string target) => new(
        ExitCode.DataRefused,
        $"{table}: its replica's name {target} has {target.Length} characters, MySQL allows 64.",
        "Replicate a view with a shorter name over it.");

    public static PipelineException SameTarget(SourceTable first, SourceTable second, string target) => new(
        ExitCode.DataRefused,
        $"{first} and {second} would both become {target}.",
        "Replicate them into two databases: one run each, with its own MYSQL_URL and --tables.");

    public static PipelineException NoColumns(SourceTable table) => new(
        ExitCode.DataRefused, $"{table} has no columns, and MySQL has no such table.", "Leave it out of --tables.");

    public static PipelineException UnsupportedTypes(SourceTable table, IReadOnlyList<SourceColumn> columns) => new(
        ExitCode.DataRefused,
        $"{table}: the contract has no exact MySQL type for {Listed(columns.Select(c => $"{c.Name} ({c.Declared})"), columns.Count)}.",
        "Leave the table out of --tables, or replicate a view over it that casts these columns to text.");

    public static PipelineException KeyTooLong(SourceTable table, SourceIndex index, string obstacle) => new(
        ExitCode.DataRefused,
        $"{table}: the unique key {index.Name} cannot exist in MySQL: {obstacle}.",
        "Shorten the longest values of its columns, or leave the table out of --tables.");

    public static PipelineException Unrepresentable(IReadOnlyList<RefusedValues> refused)
    {
        var found = refused.Select(r => $"{r.Rows:N0} rows of {r.Table}.{r.Column.Name} hold {r.Refusal.What}");
        return new(
            ExitCode.DataRefused,
            $"MySQL cannot hold these values exactly: {Listed(found, refused.Count)}. Nothing was written.",
            "Correct these values in the source, or replicate a view that leaves them out.");
    }

    public static PipelineException Emptied(SourceTable table, string target, long before) => new(
        ExitCode.DataRefused,
        $"{table} has no rows, but {target} has {before:N0}: the replica was left as it is.",
        "If the source is really empty, run again with --allow-empty.");

    public static PipelineException Shrunk(SourceTable table, string target, long before, long now) => new(
        ExitCode.DataRefused,
        $"{table} has {now:N0} rows, but {target} has {before:N0}: more than half are gone, and the replica was left as it is.",
        "If they were really deleted, run again with --allow-shrink.");

    public static PipelineException Differs(SourceTable table, string target, TableChecksum source, TableChecksum written) => new(
        ExitCode.ProofFailed,
        source.Rows != written.Rows
            ? $"{source.Rows:N0} rows were read from {table} but {written.Rows:N0} arrived for {target}; nothing was published."
            : $"{table} and the rows written for {target} have {source.Rows:N0} rows each but differ: checksum {source.Text} there, {written.Text} here; nothing was published.",
        "Run it again; if it differs again, report the table's definition (`\\d` in psql): the contract is at fault.");

    private static string Listed(IEnumerable<string> names, int count)
    {
        var shown = string.Join(", ", names.Take(MostNamed));
        return count > MostNamed ? $"{shown} and {count - MostNamed} more" : shown;
    }
}
