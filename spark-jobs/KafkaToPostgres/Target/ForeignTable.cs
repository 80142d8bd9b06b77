namespace Pipeline.KafkaToPostgres.Target;

/// <summary>A staging table that an attempt by another user left.</summary>
/// <param name="Name">With its schema.</param>
/// <param name="Owner">Who made it.</param>
internal sealed record ForeignTable(string Name, string Owner)
{
    /// <summary>What to say of it to people.</summary>
    public string Note => $"{Name} was left by a run as {Owner}, and this user may not drop it; it holds nothing up. To free its room, as {Owner}: `drop table {Name}`.";
}
