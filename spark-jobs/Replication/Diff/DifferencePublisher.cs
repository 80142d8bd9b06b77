using System.Diagnostics;
using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Proof;

namespace Pipeline.Replication.Diff;

/// <summary>
/// Makes the replicas equal to the source in one transaction over all tables: rows that are gone are deleted, the others replaced from
/// staging, and what the chunks then hold is compared with the source before anybody else may see it.
/// </summary>
internal sealed class DifferencePublisher(Run run, DatabaseUrl target, RowHash hash)
{
    /// <summary>What publishes, told apart from the commits of those who load; a drill waits for it.</summary>
    public const string Commit = "commit and no chain";

    private const int KeysPerStatement = 1000;
    private const int StatementsAtATime = 20;

    /// <summary>Publishes the differences.</summary>
    /// <param name="loaded">The tables, each with its staging table, if it needs one.</param>
    /// <param name="small">Tables whose rows are replaced, all of them, at the same moment.</param>
    /// <param name="cancellation">Stops it; nothing is then published.</param>
    /// <returns>The proof of each difference, as recorded in the same transaction; that of the others was taken in staging, and holds.</returns>
    /// <exception cref="PipelineException">A table is not what the source is; nothing was published (exit 5).</exception>
    public async Task<IReadOnlyList<RunTable>> PublishAsync(
        IReadOnlyList<(TableDifference Difference, string? Staging)> loaded, IReadOnlyList<LoadedTable> small, CancellationToken cancellation)
    {
        await ReplicasLock.TakeAsync(run.Connection, cancellation);
        List<RunTable> records = [];
        await using (var transaction = await run.Connection.BeginTransactionAsync(cancellation))
        {
            foreach (var (difference, staging) in loaded)
            {
                var began = Stopwatch.GetTimestamp();
                await ApplyAsync(difference, staging, cancellation);
                var now = await ProveAsync(difference, cancellation);
                var record = TableRecord.Of(difference.Plan, now, difference.Took + Stopwatch.GetElapsedTime(began), difference.ToString());
                await RunLog.AddTableAsync(run.Connection, run.Identity, record, cancellation);
                records.Add(record);
            }
            foreach (var table in small)
                await ReplaceAsync(table, cancellation);
            await run.Connection.ExecuteAsync(Commit, cancellation);
        }
        await ReplicasLock.ReleaseAsync(run.Connection, CancellationToken.None);
        return records;
    }

    private async Task ApplyAsync(TableDifference difference, string? staging, CancellationToken cancellation)
    {
        var replica = SqlName.MySql(difference.Plan.Target);
        var key = RowText.InMySql(difference.Before.Key.Columns);

        // A chunk a statement: over many ranges at once the server may choose to read the whole table.
        var deletes = difference.Surplus.GroupBy(row => row.Range).SelectMany(chunk => chunk.Chunk(KeysPerStatement).Select(some =>
            $"delete from {replica} where {chunk.Key.InMySql(difference.Before.Key)} and {key} in ({string.Join(", ", some.Select(row => SqlName.MySqlText(row.Key)))})"));
        foreach (var some in deletes.Chunk(StatementsAtATime))
            await run.Connection.ExecuteAsync(string.Join("; ", some), cancellation);

        // Replace also takes away whoever holds a unique value that has moved to another row: that row is among those replaced, or deleted.
        if (staging is not null)
            await run.Connection.ExecuteAsync($"replace into {replica} select * from {SqlName.MySql(staging)}", cancellation);
    }

    private async Task ReplaceAsync(LoadedTable table, CancellationToken cancellation)
    {
        var replica = SqlName.MySql(table.Swap.Target);
        await run.Connection.ExecuteAsync($"delete from {replica}", cancellation);
        await run.Connection.ExecuteAsync($"insert into {replica} select * from {SqlName.MySql(table.Swap.Staging)}", cancellation);
        var now = await new TargetScan(target, parallel: 1).ReadAsync(run.Connection, table.Plan, table.Swap.Target, hash, cancellation);
        if (now != table.Plan.Facts.Checksum)
            throw ReplicationErrors.DiffersInPlace(table.Plan, now);
        await RunLog.AddTableAsync(run.Connection, run.Identity, table.Record, cancellation);
    }

    private async Task<TableChecksum> ProveAsync(TableDifference difference, CancellationToken cancellation)
    {
        var plan = difference.Plan;
        var scan = new TargetChunkScan(target, difference.Before.Key, plan.Columns, hash);
        var now = difference.After(await scan.ReadAsync(run.Connection, plan.Target, difference.Ranges, cancellation)).Total;
        return now == plan.Facts.Checksum ? now : throw ReplicationErrors.DiffersInPlace(plan, now);
    }
}
