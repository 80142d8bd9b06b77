using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>A published mart beside the same computed again.</summary>
/// <param name="Name">The mart.</param>
/// <param name="Rows">Rows that its SQL makes of the replicas.</param>
/// <param name="Checks">Checks that it has.</param>
internal sealed record ComparedMart(string Name, long? Rows, int Checks)
{
    /// <summary>How the published one differs; null when it does not.</summary>
    public string? Difference { get; init; }

    /// <summary>The check that those rows fail, as text; null where they pass.</summary>
    public string? Failed { get; init; }

    /// <summary>Both sides of some rows that differ.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <summary>True where the mart declares a double or a float: the last digits of a sum of these depend on the order of the rows.</summary>
    public bool HasDoubles { get; init; }

    /// <summary>True where the difference is of its own age: it was made of other replicas, or by another file.</summary>
    public bool IsStale { get; init; }

    public override string ToString() => (Difference, Failed) switch
    {
        (null, null) => $"{Name}: {Counted.Of(Rows ?? 0, "row")}, computed again and equal",
        (null, _) => $"{Name}: {Counted.Of(Rows ?? 0, "row")}, computed again and equal, {Failed}",
        (_, null) => $"{Name} {Difference}",
        _ => $"{Name} {Difference}; computed again, it {Failed}",
    };
}
