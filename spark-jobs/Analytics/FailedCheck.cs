using Pipeline.Analytics.Definitions;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>A check of a mart that returned rows.</summary>
/// <param name="Check">The check.</param>
/// <param name="Rows">Up to <see cref="OffendingRows.Shown"/> of them.</param>
/// <param name="More">True when there are more.</param>
internal sealed record FailedCheck(MartCheck Check, IReadOnlyList<string> Rows, bool More)
{
    public override string ToString() =>
        $"fails its check \"{Check.Name}\": {(More ? "more than " : "")}{Counted.Of(Rows.Count, "offending row")}, {(More ? "among them " : "")}{string.Join("; ", Rows)}";
}
