namespace Pipeline.Cli.Demo;

/// <summary>A user among the best.</summary>
internal sealed record TopUser(string Name, string LoyaltyStatus, long Orders, decimal Total);
