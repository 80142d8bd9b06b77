namespace Pipeline.Cli.Demo;

/// <summary>A replicated table with the proof that its run left.</summary>
internal sealed record ProvenTable(
    string Source, string Target, long? RowsSource, long? RowsTarget, string? ChecksumSource, string? ChecksumTarget)
{
    /// <summary>True when both sides were counted and summed, and agree.</summary>
    public bool IsEqual =>
        RowsSource is not null && RowsSource == RowsTarget
        && ChecksumSource is not null && string.Equals(ChecksumSource, ChecksumTarget, StringComparison.Ordinal);
}
