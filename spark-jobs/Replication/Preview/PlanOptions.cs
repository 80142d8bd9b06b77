using CommandLine;
using Pipeline.Common;

namespace Pipeline.Replication.Preview;

/// <summary>The command line of <c>plan</c>: the options of the replication job that decide how tables travel.</summary>
public sealed class PlanOptions : JobOptions
{
    [Option("tables", Separator = ',', MetaValue = "PATTERN,…", HelpText =
        "Which tables, as schema.name with * for any characters (default: the shop's four).")]
    public IEnumerable<string> Tables { get; init; } = [];

    [Option("name", MetaValue = "PATTERN", HelpText = "How replicas are called, with {schema} and {table} (default: {table}_replica).")]
    public string? Name { get; init; }

    [Option("on-unrepresentable", Separator = ',', MetaValue = "COLUMN=POLICY,…", HelpText =
        "What becomes of values that MySQL cannot hold, by schema.table.column (* for any characters): null, clamp or text (default: refuse).")]
    public IEnumerable<string> OnUnrepresentable { get; init; } = [];

    [Option("partitions", MetaValue = "N", HelpText = "Into how many parts each table is read (default: by its size, a multiple of the cores).")]
    public int? Partitions { get; init; }
}
