namespace Pipeline.Replication.Drift;

/// <summary>A column of a replica, as it stands there or as it is planned.</summary>
internal sealed record ReplicaColumn(string Name, string Type, bool Nullable)
{
    /// <summary>Text in a key is as long as the data asks for: that is no other shape.</summary>
    private string Shape => Type.StartsWith("varchar", StringComparison.Ordinal) ? "varchar" : Type.StartsWith("varbinary", StringComparison.Ordinal) ? "varbinary" : Type;

    public bool Equals(ReplicaColumn? other) => other is not null && Name == other.Name && Shape == other.Shape && Nullable == other.Nullable;

    public override int GetHashCode() => HashCode.Combine(Name, Shape, Nullable);

    public override string ToString() => $"{Type}{(Nullable ? "" : " not null")}";
}
