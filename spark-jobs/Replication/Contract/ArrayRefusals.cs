namespace Pipeline.Replication.Contract;

/// <summary>What an array knows and its JSON does not.</summary>
internal static class ArrayRefusals
{
    /// <summary>Only the text of such an array names its bounds.</summary>
    public static Refusal OtherBounds { get; } = new("arrays whose subscripts do not begin at 1", "{0}::text like '[%'");
}
