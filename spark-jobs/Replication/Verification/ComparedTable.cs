namespace Pipeline.Replication.Verification;

/// <summary>A replica beside its source.</summary>
/// <param name="Source">The source table.</param>
/// <param name="Target">The replica.</param>
/// <param name="SourceRows">Rows of the source.</param>
/// <param name="Checksum">The source's checksum.</param>
internal sealed record ComparedTable(string Source, string Target, long SourceRows, string? Checksum)
{
    /// <summary>How the replica differs, or null.</summary>
    public string? Difference { get; init; }

    /// <summary>A few of the rows that differ, as lines.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    public bool IsEqual => Difference is null;

    public override string ToString() =>
        IsEqual ? $"{Target}: equal to {Source}, {SourceRows:N0} rows, checksum {Checksum}" : $"{Target} {Difference} ({Source} has {SourceRows:N0} rows)";
}
