using MySqlConnector;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>Which moment of the shop the replicas are of, and which the marts.</summary>
internal static class ReplicaMoment
{
    /// <summary>False when a replication has published since the marts were built; they were checked against their replicas then.</summary>
    public static Task<bool> IsThatOfTheMartsAsync(MySqlConnection connection, CancellationToken cancellation) => connection.ScalarAsync<bool>(
        """
        select
            (select source_snapshot from pipeline_runs where job = 'replication' and outcome = 'done' order by ended desc limit 1)
            <=> (select source_snapshot from pipeline_runs where job = 'analytics' and outcome = 'done' order by ended desc limit 1)
        """,
        cancellation);
}
