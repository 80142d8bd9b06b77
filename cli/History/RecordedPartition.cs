using System.Globalization;

namespace Pipeline.Cli.History;

/// <summary>What a run stored of one partition in one transaction: a row of <c>pipeline_run_partitions</c>.</summary>
internal sealed record RecordedPartition(
    int Pass, int Partition, long BeginOffset, long EndOffset, long Messages, long Events, long Duplicates, long Rejected, string Gaps, long Lag)
{
    private const int Shown = 20;

    /// <summary>The gaps for people: a topic of transactions has one for each.</summary>
    public string FirstGaps()
    {
        var gaps = Gaps.Replace("),[", "), [", StringComparison.Ordinal).Trim('{', '}').Split(", ");
        return $"{{{string.Join(", ", gaps.Take(Shown))}}}{(gaps.Length > Shown ? $" and {(gaps.Length - Shown).ToString("N0", CultureInfo.InvariantCulture)} more" : "")}";
    }
}
