using Pipeline.Common;
using Pipeline.Replication.Contract;

namespace Pipeline.Replication;

/// <summary>What a replication run was asked to do, checked once.</summary>
internal sealed record ReplicationSettings
{
    public static readonly IReadOnlyList<string> ShopTables = ["public.users", "public.products", "public.orders", "public.orderdetails"];

    public required IReadOnlyList<TablePattern> Tables { get; init; }

    /// <summary>Parts a table is read in, or null for a number by its size.</summary>
    public int? Partitions { get; init; }

    public bool AllowEmpty { get; init; }

    public bool AllowShrink { get; init; }

    public bool Proof { get; init; } = true;

    /// <summary>The hash that the proof sums up, or null where rows are only counted.</summary>
    public RowHash? HashFor(MySqlServer server) => Proof ? RowHash.Of(server) : null;

    public static ReplicationSettings Of(ReplicationOptions options)
    {
        if (options.Partitions is < 1 or > 10_000)
            throw new PipelineException(ExitCode.Usage, $"--partitions {options.Partitions} is out of range.", "Give a number from 1 to 10000.");

        var patterns = options.Tables.Where(text => text.Length > 0).ToList();
        return new()
        {
            Tables = [.. (patterns.Count > 0 ? patterns : ShopTables).Select(TablePattern.Parse)],
            Partitions = options.Partitions,
            AllowEmpty = options.AllowEmpty,
            AllowShrink = options.AllowShrink,
            Proof = !options.NoProof,
        };
    }
}
