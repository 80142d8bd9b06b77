using MySqlConnector;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>How a replica is cut for reading: into ranges, or to the days asked for.</summary>
internal static class ReplicaConditions
{
    /// <summary>The conditions of one replica.</summary>
    /// <exception cref="PipelineException">Marts by day read the replica by different columns (exit 2).</exception>
    public static async Task<IReadOnlyList<string>> OfAsync(
        MySqlConnection connection, AnalyticsSettings settings, string replica, CancellationToken cancellation)
    {
        if (settings.Days is not { } range)
            return await ReplicaRanges.OfAsync(connection, replica, Environment.ProcessorCount * 2, cancellation);

        // With days, every mart is by day; marts by different columns of one replica would need it twice, so they run apart.
        var columns = settings.Marts
            .Where(mart => string.Equals(mart.Days!.Replica, replica, StringComparison.Ordinal))
            .Select(mart => mart.Days!.ReplicaColumn)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return columns.Count switch
        {
            0 => ["1 = 1"],
            1 => [range.Condition(columns[0])],
            _ => throw new PipelineException(
                ExitCode.Usage,
                $"The marts asked for read the days of {replica} by different columns: {string.Join(", ", columns)}.",
                "Name them in separate runs by --marts."),
        };
    }
}
