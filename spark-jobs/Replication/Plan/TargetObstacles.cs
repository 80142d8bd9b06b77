using MySqlConnector;
using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Drift;
using Pipeline.Replication.Verification;

namespace Pipeline.Replication.Plan;

/// <summary>Finds what keeps the target from taking tables that could be replicated: who only compares them need not ask.</summary>
internal static class TargetObstacles
{
    /// <summary>Settings by which every table must have a primary key, and the one by which MySQL adds it by itself.</summary>
    private const string KeyQuery = """
        show variables
        where variable_name in ('sql_require_primary_key', 'sql_generate_invisible_primary_key', 'innodb_force_primary_key') and value = 'ON'
        """;

    /// <summary>The tables, each with what else stands in its way.</summary>
    public static async Task<IReadOnlyList<SurveyedTable>> AddToAsync(IReadOnlyList<SurveyedTable> tables, MySqlConnection target, CancellationToken cancellation)
    {
        await PacketSize.RequireAsync(target, cancellation);
        var keys = await ForeignKey.PointingHereAsync(target, cancellation);
        var rule = RequiringKeys(await target.QueryAsync(KeyQuery, row => row.GetString(0), cancellation));
        List<SurveyedTable> all = [];
        foreach (var table in tables)
        {
            var ofAnother = await HoldsWhatNoRunPublishedAsync(table, target, cancellation) ? [Obstacles.NeverPublished(table.Plan!)] : Array.Empty<Obstacle>();
            all.Add(table with { Obstacles = [.. table.Obstacles, .. Of(table, keys, rule), .. ofAnother] });
        }
        return all;
    }

    /// <summary>The setting by which a server takes no table without a primary key, or null.</summary>
    /// <param name="on">Those settings about it that are on.</param>
    internal static string? RequiringKeys(IReadOnlyList<string> on) =>
        on.Count == 0 || on.Contains("sql_generate_invisible_primary_key", StringComparer.OrdinalIgnoreCase) ? null : on[0];

    /// <summary>Such a table may be an application's own. One of the same shape is a replica whose record was lost.</summary>
    private static async Task<bool> HoldsWhatNoRunPublishedAsync(SurveyedTable table, MySqlConnection target, CancellationToken cancellation) =>
        table.Plan is { Drift.Count: > 0 }
        && await ReplicaDrift.HasRowsAsync(target, table.Target, cancellation)
        && !(await PublishedProof.CanExistAsync(target, cancellation) && await PublishedProof.IsRecordedAsync(target, table.Target, cancellation));

    private static IEnumerable<Obstacle> Of(SurveyedTable table, IReadOnlyList<ForeignKey> keys, string? rule)
    {
        foreach (var key in keys.Where(key => key.IsTo(table.Target)))
            yield return Obstacles.PointedAt(table.Table, key);
        if (rule is not null && table.Plan is { } plan && !plan.Keys.Indexes.Any(index => index.IsPrimary))
            yield return Obstacles.NoPrimaryKey(table.Table, rule);
    }
}
