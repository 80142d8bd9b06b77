namespace Pipeline.Cli.Report;

/// <summary>What the last report told of jobs whose runs cannot be read now: it stays until they can, save that they could.</summary>
/// <param name="metrics">The text of the last report's figures; empty where there was none.</param>
/// <param name="unread">These jobs.</param>
internal sealed class EarlierSeries(string metrics, IReadOnlyList<UnreadJob> unread)
{
    private readonly IReadOnlyList<string> _lines =
        [.. metrics.Split('\n').Where(line => !line.StartsWith(PrometheusText.Readable, StringComparison.Ordinal))];

    /// <summary>The lines of a family.</summary>
    public IEnumerable<string> Of(string family) =>
        _lines.Where(line => unread.Any(one => line.StartsWith($"{family}{{{PrometheusText.Label(one.Job)}", StringComparison.Ordinal)));
}
