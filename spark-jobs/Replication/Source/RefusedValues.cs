using Pipeline.Replication.Contract;

namespace Pipeline.Replication.Source;

/// <summary>Values of a column that cannot be moved exactly.</summary>
/// <param name="Column">The column's contract.</param>
/// <param name="Refusal">What they are.</param>
/// <param name="Rows">In how many rows.</param>
internal sealed record RefusedValues(ColumnContract Column, Refusal Refusal, long Rows)
{
    /// <summary>The keys of a few such rows, as people read them: <c>id = 7</c>.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}
