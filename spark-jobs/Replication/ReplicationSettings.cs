using Pipeline.Common;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Diff;
using Pipeline.Replication.Policy;
using Pipeline.Replication.Preview;

namespace Pipeline.Replication;

/// <summary>What a replication run was asked to do, checked once.</summary>
internal sealed record ReplicationSettings
{
    public static readonly IReadOnlyList<string> ShopTables = ["public.users", "public.products", "public.orders", "public.orderdetails"];

    public required IReadOnlyList<TablePattern> Tables { get; init; }

    /// <summary>False where neither tables nor names of replicas were given.</summary>
    public bool AreReplicasNamed { get; init; }

    public ReplicaName Name { get; init; } = ReplicaName.Default;

    public ColumnPolicies Policies { get; init; } = ColumnPolicies.None;

    /// <summary>True to leave a replica of another shape as it is.</summary>
    public bool RefuseDrift { get; init; }

    /// <summary>Parts a table is read in, or null for a number by its size.</summary>
    public int? Partitions { get; init; }

    public bool AllowEmpty { get; init; }

    public bool AllowShrink { get; init; }

    public bool Proof { get; init; } = true;

    public ReplicationMode Mode { get; init; }

    /// <summary>The hash that the proof sums up, or null where rows are only counted.</summary>
    public RowHash? HashFor(MySqlServer server) => Proof ? RowHash.Of(server) : null;

    /// <summary>What a run with the same options would do.</summary>
    public static ReplicationSettings Of(PlanOptions options) => Of(new ReplicationOptions
    {
        Tables = options.Tables,
        Name = options.Name,
        OnUnrepresentable = options.OnUnrepresentable,
        Partitions = options.Partitions,
    });

    public static ReplicationSettings Of(ReplicationOptions options)
    {
        if (options.Partitions is < 1 or > 10_000)
            throw new PipelineException(ExitCode.Usage, $"--partitions {options.Partitions} is out of range.", "Give a number from 1 to 10000.");

        if (options.OnDrift is not (null or "replace" or "refuse"))
            throw new PipelineException(ExitCode.Usage, $"--on-drift {options.OnDrift} is not understood.", "Write replace or refuse.");

        if (options.Mode is not ("diff" or "full"))
            throw new PipelineException(ExitCode.Usage, $"--mode {options.Mode} is not understood.", "Write diff or full.");

        var patterns = options.Tables.Where(text => text.Length > 0).ToList();
        return new()
        {
            Tables = patterns.Count > 0
                ? [.. patterns.Select(TablePattern.Parse)]
                : [.. ShopTables.Select(table => TablePattern.Parse(table) with { IsGiven = false })],
            AreReplicasNamed = patterns.Count > 0 || options.Name is not null,
            Name = ReplicaName.Parse(options.Name),
            Policies = ColumnPolicies.Parse(options.OnUnrepresentable),
            RefuseDrift = options.OnDrift == "refuse",
            Partitions = options.Partitions,
            AllowEmpty = options.AllowEmpty,
            AllowShrink = options.AllowShrink,
            Proof = !options.NoProof,
            Mode = options.Mode == "full" ? ReplicationMode.Full : ReplicationMode.Diff,
        };
    }
}
