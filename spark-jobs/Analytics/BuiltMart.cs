using Pipeline.Analytics.Definitions;
using Pipeline.Common.Runs;

namespace Pipeline.Analytics;

/// <summary>A mart that stands in staging, checked.</summary>
internal sealed record BuiltMart(Mart Mart, string Staging, RunTable Record);
