namespace Pipeline.Replication.Diff;

/// <summary>What a run moves.</summary>
internal enum ReplicationMode
{
    /// <summary>The rows that differ, where a replica of the same shape and with a proof stands there; else the whole table.</summary>
    Diff,

    /// <summary>Whole tables.</summary>
    Full,
}
