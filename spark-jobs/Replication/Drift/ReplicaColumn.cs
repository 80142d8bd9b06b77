namespace Pipeline.Replication.Drift;

/// <summary>A column of a replica, as it stands there or as it is planned.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as the server writes it.</param>
/// <param name="Nullable">Whether it takes NULL.</param>
/// <param name="Collation">Which of its texts are the same; null where it holds none.</param>
internal sealed record ReplicaColumn(string Name, string Type, bool Nullable, string? Collation = null)
{
    /// <summary>Text in a key is as long as the data asks for: that is no other shape.</summary>
    private string Shape => Type.StartsWith("varchar", StringComparison.Ordinal) ? "varchar" : Type.StartsWith("varbinary", StringComparison.Ordinal) ? "varbinary" : Type;

    public bool Equals(ReplicaColumn? other) => other is not null && Name == other.Name && Shape == other.Shape && Nullable == other.Nullable && Collation == other.Collation;

    public override int GetHashCode() => HashCode.Combine(Name, Shape, Nullable, Collation);

    public override string ToString() => Written("");

    /// <summary>With its collation where the other has another one.</summary>
    public string Beside(ReplicaColumn other) =>
        Collation is null || other.Collation is null || Collation == other.Collation ? ToString() : Written($" collate {Collation}");

    private string Written(string collation) => $"{Type}{collation}{(Nullable ? "" : " not null")}";
}
