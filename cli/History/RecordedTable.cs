namespace Pipeline.Cli.History;

/// <summary>What a run left of one table: a row of <c>pipeline_run_tables</c>.</summary>
internal sealed record RecordedTable(
    string Source, string Target, long? RowsSource, long? RowsTarget, long? Bytes, string? ChecksumSource, string? ChecksumTarget, double Seconds, string? Ddl, string? Note)
{
    /// <summary>True where both sides were counted and summed up, and agree.</summary>
    public bool IsProven => RowsSource == RowsTarget && ChecksumSource is not null && string.Equals(ChecksumSource, ChecksumTarget, StringComparison.Ordinal);

    /// <summary>True where the run made the table anew, of all its rows; otherwise it moved what differed, or rebuilt days, and there is no rate to tell.</summary>
    public bool IsWhole => Ddl is not null;

    public double? RowsPerSecond => IsWhole && RowsTarget is { } rows && Seconds > 0 ? Math.Round(rows / Seconds) : null;

    public double? BytesPerSecond => IsWhole && Bytes is { } bytes && Seconds > 0 ? bytes / Seconds : null;

    /// <summary>What the record says of it in a word.</summary>
    public string Proof => (IsProven, ChecksumSource, ChecksumTarget) switch
    {
        (true, _, _) => "equal",
        (_, null, null) => "counted",
        _ => "differs",
    };
}
