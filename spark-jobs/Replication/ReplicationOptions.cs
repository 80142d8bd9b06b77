using CommandLine;
using Pipeline.Common.Runs;

namespace Pipeline.Replication;

/// <summary>The command line of the replication job.</summary>
public sealed class ReplicationOptions : RunOptions
{
    [Option("tables", Separator = ',', MetaValue = "PATTERN,…", HelpText =
        "Which tables, as schema.name with * for any characters (default: the shop's four; to verify, all that runs have published).")]
    public IEnumerable<string> Tables { get; init; } = [];

    [Option("name", MetaValue = "PATTERN", HelpText = "How replicas are called, with {schema} and {table} (default: {table}_replica).")]
    public string? Name { get; init; }

    [Option("on-unrepresentable", Separator = ',', MetaValue = "COLUMN=POLICY,…", HelpText =
        "What becomes of values that MySQL cannot hold, by schema.table.column (* for any characters): null, clamp or text (default: refuse).")]
    public IEnumerable<string> OnUnrepresentable { get; init; } = [];

    [Option("on-drift", MetaValue = "replace|refuse", HelpText = "A replica of another shape is replaced as a whole, or left as it is and the run refused (default: replace).")]
    public string? OnDrift { get; init; }

    [Option("mode", Default = "diff", MetaValue = "diff|full", HelpText = "Move the rows that differ where a proven replica of the same shape stands there, or whole tables.")]
    public string Mode { get; init; } = "diff";

    [Option("partitions", MetaValue = "N", HelpText = "Into how many parts each table is read (default: by its size, a multiple of the cores).")]
    public int? Partitions { get; init; }

    [Option("allow-empty", HelpText = "Publish a table that had rows and now has none.")]
    public bool AllowEmpty { get; init; }

    [Option("allow-shrink", HelpText = "Publish a table that lost more than half of its rows.")]
    public bool AllowShrink { get; init; }

    [Option("no-proof", HelpText = "Publish without comparing checksums; rows are still counted on both sides.")]
    public bool NoProof { get; init; }

    [Option("verify", HelpText = "Move nothing: compare the replicas with the proof that the last run left.")]
    public bool Verify { get; init; }

    [Option("compare", HelpText = "Move nothing: compare the replicas with the source as it is now, down to the rows that differ.")]
    public bool Compare { get; init; }

    [Option("keys-only", HelpText = "With --compare: of rows that differ show only the keys.")]
    public bool KeysOnly { get; init; }

    [Option("canary", HelpText = "Move no table: send one known instant through both databases and the session, and see that it stays the same.")]
    public bool Canary { get; init; }
}
