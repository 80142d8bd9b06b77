namespace Pipeline.KafkaToPostgres;

/// <summary>What was found of one partition; offsets are written as PostgreSQL writes multiranges: <c>{[17,20)}</c>.</summary>
/// <param name="Partition">Its number.</param>
/// <param name="First">Where its first run began.</param>
/// <param name="Next">Where its last run ended.</param>
/// <param name="Stored">Rows in both tables.</param>
/// <param name="Gaps">Offsets that hold no message, as the runs recorded them.</param>
/// <param name="Missing">Offsets that are in neither table.</param>
/// <param name="Twice">Offsets that are in both.</param>
internal sealed record VerifiedPartition(int Partition, long First, long Next, long Stored, string Gaps, string Missing, string Twice)
{
    private const string None = "{}";

    public bool IsSound => Missing == None && Twice == None;

    /// <summary>One line for people.</summary>
    public string Sentence() =>
        $"Partition {Partition}, offsets {First} to {Next - 1}: {Stored:N0} stored"
        + (Gaps == None ? "" : $", no message at {Words(Gaps)}")
        + (IsSound ? ", each exactly once." : $"; {Fault()}.");

    /// <summary>What is wrong, in words.</summary>
    public string Fault() => string.Join("; ", new[]
    {
        Missing == None ? null : $"missing are {Words(Missing)}",
        Twice == None ? null : $"in both tables are {Words(Twice)}",
    }.Where(part => part is not null));

    /// <summary>{[17,20),[25,26)} as 17-19, 25.</summary>
    internal static string Words(string multirange) => string.Join(", ", multirange
        .Trim('{', '}')
        .Split("),", StringSplitOptions.RemoveEmptyEntries)
        .Select(range => range.Trim('[', ')').Split(','))
        .Select(ends => (First: long.Parse(ends[0]), Last: long.Parse(ends[1]) - 1))
        .Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));
}
