namespace Pipeline.Cli.Stack;

/// <summary>One process of the stack, as its supervisor runs it.</summary>
/// <param name="Name">What it is called everywhere.</param>
/// <param name="Needs">The services that must be well before it starts.</param>
/// <param name="Address">Where it is found; empty for one that is not called.</param>
/// <param name="IsWellAsync">True when it does its work, as it or those it serves say themselves.</param>
internal sealed record StackService(
    string Name, IReadOnlyList<string> Needs, string Address, Func<CancellationToken, Task<bool>> IsWellAsync)
{
    /// <summary>Its command line, no secret on it; empty while it is only looked at.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Variables beside those of every process; one that is null here is taken away from all.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Which signal asks it to end in order.</summary>
    public string StopSignal { get; init; } = "TERM";

    /// <summary>How long it may take to become well.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);
}
