using Pipeline.Analytics.Definitions;
using Pipeline.Common.Runs;

namespace Pipeline.Analytics;

/// <summary>A mart that stands in staging, checked.</summary>
internal sealed record BuiltMart(Mart Mart, string Staging, RunTable Record)
{
    /// <summary>The check that it fails, or null.</summary>
    public FailedCheck? Failed { get; init; }
}
