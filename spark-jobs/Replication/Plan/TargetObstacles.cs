using MySqlConnector;
using Pipeline.Common.Runs;

namespace Pipeline.Replication.Plan;

/// <summary>Finds what keeps the target from taking tables that could be replicated: who only compares them need not ask.</summary>
internal static class TargetObstacles
{
    /// <summary>The tables, each with what else stands in its way.</summary>
    public static async Task<IReadOnlyList<SurveyedTable>> AddToAsync(IReadOnlyList<SurveyedTable> tables, MySqlConnection target, CancellationToken cancellation)
    {
        var keys = await ForeignKey.PointingHereAsync(target, cancellation);
        return [.. tables.Select(table => table with { Obstacles = [.. table.Obstacles, .. keys.Where(key => key.IsTo(table.Target)).Select(key => Obstacles.PointedAt(table.Table, key))] })];
    }
}
