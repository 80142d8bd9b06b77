using Pipeline.Analytics.Definitions;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>What a run builds, checked once.</summary>
/// <param name="Marts">The marts, by name.</param>
/// <param name="Days">The days to replace, or null for the marts whole.</param>
internal sealed record AnalyticsSettings(IReadOnlyList<Mart> Marts, DayRange? Days)
{
    /// <summary>The replicas that these marts read, each once.</summary>
    public IReadOnlyList<string> Replicas => [.. Marts.SelectMany(mart => mart.Reads).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Picks the marts by the options.</summary>
    /// <exception cref="PipelineException">A mart is unknown or not by day, or a day is none (exit 2).</exception>
    public static AnalyticsSettings Of(AnalyticsOptions options, IReadOnlyList<Mart> catalog)
    {
        var days = DayRange.Of(options.Since, options.Until);
        var names = options.Marts.Select(name => name.Trim()).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
            return new([.. catalog.Where(mart => days is null || mart.Days is not null)], days);

        var marts = names.ConvertAll(name => catalog.FirstOrDefault(mart => string.Equals(mart.Name, name, StringComparison.Ordinal))
            ?? throw AnalyticsErrors.NoSuchMart(name, catalog));
        if (days is not null && marts.Find(mart => mart.Days is null) is { } whole)
            throw AnalyticsErrors.NotByDay(whole, catalog);
        return new(marts, days);
    }
}
