namespace Pipeline.Common.Lineage;

/// <summary>A column of a dataset.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as its server writes it.</param>
/// <param name="Comment">What it holds, or null.</param>
public sealed record DatasetColumn(string Name, string Type, string? Comment = null)
{
    /// <summary>The columns that it is computed from; none where that is not known.</summary>
    public IReadOnlyList<ColumnSource> From { get; init; } = [];
}
