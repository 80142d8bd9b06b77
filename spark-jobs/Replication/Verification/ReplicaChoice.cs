using MySqlConnector;
using Pipeline.Common.Runs;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Verification;

/// <summary>What a verification looks at: the replicas named; where none is, all that runs have published; where no run has, the shop's.</summary>
/// <param name="Tables">The tables, with their replicas.</param>
/// <param name="Left">Replicas that stand without their source.</param>
internal sealed record ReplicaChoice(IReadOnlyList<SurveyedTable> Tables, IReadOnlyList<PublishedReplica> Left)
{
    public static async Task<ReplicaChoice> OfAsync(
        ReplicationSettings settings, MySqlConnection target, Survey survey, SourceSnapshot snapshot, CancellationToken cancellation)
    {
        if (settings.AreReplicasNamed || await PublishedReplica.AllAsync(target, cancellation) is not { Count: > 0 } published)
            return new(await survey.OfTablesAsync(withChecksum: true, cancellation), []);

        var (tables, orphans) = Match(published, await SourceCatalog.ListAsync(snapshot.Connection, cancellation));
        List<PublishedReplica> left = [];
        foreach (var orphan in orphans)
        {
            if (await StagingTables.ExistsAsync(target, orphan.Target, cancellation))
                left.Add(orphan);
        }
        if (tables.Count == 0)
            throw VerifyErrors.OfAnotherSource(orphans);

        var described = await SourceCatalog.DescribeAsync(snapshot.Connection, tables.Select(one => one.Table), cancellation);
        return new(await survey.OfTablesAsync([.. described.Zip(tables.Select(one => one.Target))], withChecksum: true, cancellation), left);
    }

    /// <summary>The source of each replica, and the replicas that have none.</summary>
    internal static (IReadOnlyList<(SourceTable Table, string Target)> Tables, IReadOnlyList<PublishedReplica> Orphans) Match(
        IReadOnlyList<PublishedReplica> published, IReadOnlyList<SourceTable> all)
    {
        var sources = all.ToLookup(table => table.FullName, StringComparer.Ordinal);
        return (
            [.. published.SelectMany(replica => sources[replica.Source].Take(1).Select(table => (table, replica.Target)))],
            [.. published.Where(replica => !sources.Contains(replica.Source))]);
    }
}
