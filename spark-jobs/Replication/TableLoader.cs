using System.Diagnostics;
using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Replication.Diff;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Proof;

namespace Pipeline.Replication;

/// <summary>Brings one table into staging and compares it with the source.</summary>
internal sealed class TableLoader(ReplicationSettings settings, DatabaseUrl target, Run run, TableWriter writer)
{
    public async Task<LoadedTable> LoadAsync(WholeTable table, ProgressBoard board, CancellationToken cancellation)
    {
        var plan = table.Plan;
        var began = Stopwatch.GetTimestamp();
        var progress = board.Add(plan.Table.FullName, plan.Facts.Checksum.Rows);
        var staging = run.Staging.NewName();
        var ddl = StagingDdl.Create(plan, run.Server, staging);
        await run.Connection.ExecuteAsync(ddl, cancellation);

        progress.Stage("loading");
        await using (new StagingProgress(target, staging, progress, cancellation))
            writer.Write(plan, staging);
        if (StagingDdl.AddIndexes(plan, staging) is { } indexes)
        {
            progress.Stage("indexing");
            await run.Connection.ExecuteAsync(indexes, cancellation);
            ddl = $"{ddl};\n{indexes}";
        }

        progress.Stage("proving");
        var written = await new TargetScan(target, Environment.ProcessorCount).ReadAsync(plan, staging, settings.HashFor(run.Server), cancellation);
        if (written != plan.Facts.Checksum)
            throw ReplicationErrors.Differs(plan.Table, plan.Target, plan.Facts.Checksum, written);
        progress.Done(written.Rows, settings.Proof ? $"checksum {written.Text} on both sides" : "counted on both sides");

        var record = TableRecord.Of(plan, written, table.Took + Stopwatch.GetElapsedTime(began), table.Note);
        return new(plan, new TableSwap(staging, plan.Target), record with
        {
            Ddl = ddl.Replace(SqlName.MySql(staging), SqlName.MySql(plan.Target), StringComparison.Ordinal),
        });
    }
}
