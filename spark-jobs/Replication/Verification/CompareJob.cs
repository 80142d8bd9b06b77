using MySqlConnector;
using Pipeline.Common;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Verification;

/// <summary>
/// Compares the replicas with the source as it is now, chunk by chunk within one snapshot, and where they differ row by row. Reads both
/// databases, writes nothing and takes no lock: no run waits for it. Where one was at work meanwhile, no difference is told, for it may be
/// made of two moments.
/// </summary>
internal sealed class CompareJob(ReplicationSettings settings, bool keysOnly, DatabaseUrl source, DatabaseUrl target, JobContext context)
{
    private readonly CancellationToken _cancellation = context.Cancellation;

    /// <summary>Compares them all.</summary>
    /// <exception cref="PipelineException">Replicas differ (exit 5), or seem to, and a run was at work (exit 75).</exception>
    public async Task RunAsync()
    {
        await using var connection = await MySqlConnections.OpenAsync(target, "pipeline verify", _cancellation);
        var watch = await RunWatch.BeginAsync(connection, _cancellation);
        await using var snapshot = await SourceSnapshot.OpenAsync(source, _cancellation);
        var (compared, left) = await CompareAsync(connection, snapshot, watch);
        var differing = compared.FindAll(table => !table.IsEqual);
        if (differing.Count > 0 && await watch.SawRunAsync(_cancellation))
            throw VerifyErrors.RunAtWork(differing, compared.Count);

        foreach (var table in compared)
        {
            context.Output.Line(table.ToString());
            foreach (var row in table.Rows)
                context.Output.Line($"  {row}");
        }
        foreach (var replica in left)
            context.Output.Line(replica.ToString());
        context.Output.Result(new { snapshot = snapshot.Id, tables = compared, notCompared = left });
        if (differing.Count > 0)
            throw VerifyErrors.Differ(differing, compared.Count);
        context.Output.Line($"Verified {Counted.Of(compared.Count, "replica")}: each is equal to its source at snapshot {snapshot.Id}.");
    }

    private async Task<(List<ComparedTable> Compared, IReadOnlyList<PublishedReplica> Left)> CompareAsync(MySqlConnection connection, SourceSnapshot snapshot, RunWatch watch)
    {
        var server = await MySqlServer.OfAsync(connection, _cancellation);
        var (tables, left) = await ReplicaChoice.OfAsync(settings, connection, new Survey(settings, connection, server, snapshot, new ReplicaAhead(target, RowHash.Of(server))), snapshot, _cancellation);
        var comparison = new TableComparison(target, snapshot, connection, RowHash.Of(server), keysOnly);
        List<ComparedTable> compared = [];
        foreach (var table in tables)
        {
            try
            {
                compared.Add(table is { Plan: { } plan, Obstacles.Count: 0 } ? await comparison.OfAsync(plan, _cancellation) : ComparedTable.Refused(table));
            }
            catch (MySqlException error) when (error.ErrorCode is MySqlErrorCode.NoSuchTable or MySqlErrorCode.BadFieldError or MySqlErrorCode.TableDefinitionChanged)
            {
                if (await watch.SawRunAsync(_cancellation))
                    throw VerifyErrors.Changed(table.Target, error);
                throw;
            }
        }
        return (compared, left);
    }
}
