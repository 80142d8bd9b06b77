namespace Pipeline.Common.Lineage;

/// <summary>A column that another one, or a whole dataset, depends on.</summary>
/// <param name="Dataset">Where it is.</param>
/// <param name="Column">Its name.</param>
/// <param name="Derivation">How the other one comes from it.</param>
/// <param name="How">The expression, where it says more than the name, or null.</param>
public sealed record ColumnSource(Dataset Dataset, string Column, Derivation Derivation, string? How = null);
