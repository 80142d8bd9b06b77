using Pipeline.Common;
using Pipeline.Replication.Plan;

namespace Pipeline.Replication.Verification;

/// <summary>A replica beside its source.</summary>
/// <param name="Source">The source table.</param>
/// <param name="Target">The replica.</param>
/// <param name="SourceRows">Rows of the source; null where they were not counted.</param>
/// <param name="Checksum">The source's checksum.</param>
internal sealed record ComparedTable(string Source, string Target, long? SourceRows, string? Checksum)
{
    /// <summary>How the replica differs, or null.</summary>
    public string? Difference { get; init; }

    /// <summary>What can be done where a run would not mend it, or null.</summary>
    public string? Remedy { get; init; }

    /// <summary>A few of the rows that differ, as lines.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    public bool IsEqual => Difference is null;

    /// <summary>A replica that no run could make equal to its source.</summary>
    public static ComparedTable Refused(SurveyedTable table) => new(table.Table.FullName, table.Target, table.Plan?.Facts.Checksum.Rows, null)
    {
        Difference = $"cannot hold what its source has now: {string.Join(' ', table.Obstacles.Select(obstacle => obstacle.What)).TrimEnd('.')}",
        Remedy = string.Join(' ', table.Obstacles.Select(obstacle => obstacle.Remedy).Distinct(StringComparer.Ordinal)),
    };

    public override string ToString() => IsEqual
        ? $"{Target}: equal to {Source}, {Counted.Of(SourceRows ?? 0, "row")}, checksum {Checksum}"
        : $"{Target} {Difference}{(SourceRows is { } rows ? $" ({Source} has {Counted.Of(rows, "row")})" : "")}";
}
