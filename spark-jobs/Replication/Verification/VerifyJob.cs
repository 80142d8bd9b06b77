using MySqlConnector;
using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Proof;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Verification;

/// <summary>
/// Sums up the replicas as they stand now and compares them with the proof that the last run left. Reads both databases and writes nothing;
/// it holds the job's lock, so that no run publishes meanwhile.
/// </summary>
internal sealed class VerifyJob(ReplicationSettings settings, DatabaseUrl source, DatabaseUrl target, JobContext context)
{
    private readonly CancellationToken _cancellation = context.Cancellation;

    /// <summary>Compares them all.</summary>
    /// <exception cref="PipelineException">A replica is not what was published (exit 5), its source has become one that has none (exit 4), or a run is at work (exit 75).</exception>
    public async Task RunAsync(RunOptions options)
    {
        await using var connection = await RunLock.OpenToReadAsync(target, "pipeline verify", ReplicationProgram.Job, options, context);
        var server = await MySqlServer.OfAsync(connection, _cancellation);
        await using var snapshot = await SourceSnapshot.OpenAsync(source, _cancellation);
        var (tables, left) = await ReplicaChoice.OfAsync(settings, connection, new Survey(settings, connection, server, snapshot), snapshot, _cancellation);

        List<VerifiedTable> verified = [];
        foreach (var table in tables)
            verified.Add(await VerifyAsync(connection, server, table.Plan ?? throw VerifyErrors.NoPlan(table)));
        foreach (var table in verified)
            context.Output.Line(table.ToString());
        foreach (var replica in left)
            context.Output.Line(replica.ToString());
        context.Output.Result(new { tables = verified, notCompared = left });
        context.Output.Line($"Verified {Counted.Of(verified.Count, "replica")}: each is what its run published.");
    }

    private async Task<VerifiedTable> VerifyAsync(MySqlConnection connection, MySqlServer server, TablePlan plan)
    {
        var proof = await PublishedProof.LastAsync(connection, plan.Target, _cancellation) ?? throw VerifyErrors.NeverPublished(plan);
        if (!await StagingTables.ExistsAsync(connection, plan.Target, _cancellation))
            throw VerifyErrors.Dropped(plan, proof);
        if (plan.Drift.Count > 0)
            throw VerifyErrors.Drifted(plan, proof);
        var now = await NowAsync(connection, plan, proof, RowHash.Of(server));
        if (proof.IsOf(now))
            return VerifiedTable.Of(plan, proof.RunId, now);

        var unended = await PublishedProof.UnendedAsync(connection, plan.Target, proof, _cancellation);
        throw unended is not null && unended.IsOf(await NowAsync(connection, plan, unended, RowHash.Of(server)))
            ? VerifyErrors.Unended(plan, unended)
            : VerifyErrors.Changed(plan, proof, now);
    }

    /// <summary>Sums the replica up in the way in which the run did that published it.</summary>
    private async Task<TableChecksum> NowAsync(MySqlConnection connection, TablePlan plan, PublishedProof proof, RowHash hash)
    {
        var scan = new TargetScan(target, Environment.ProcessorCount);
        if (proof.Checksum is not { } checksum || !ChunkedTable.IsChecksum(checksum))
            return await scan.SumAsync(plan, plan.Target, proof.Checksum is null ? null : hash, _cancellation);
        if (plan.Facts.Chunks is { } chunks && checksum == chunks.Total.Text)
            return await scan.ReadAsync(plan, plan.Target, hash, _cancellation);

        var key = plan.Facts.Chunks?.Key ?? ChunkKey.InAnyOrder(plan.Table, plan.Columns) ?? throw VerifyErrors.NoKey(plan, proof);
        var ranges = await TargetBounds.ReadAsync(connection, plan.Target, key, _cancellation);
        return (await new TargetChunkScan(target, key, plan.Columns, hash).ReadAsync(plan.Target, ranges, _cancellation)).Total;
    }
}
