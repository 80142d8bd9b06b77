using System.Diagnostics;
using System.Globalization;
using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Drift;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Proof;
using Pipeline.Replication.Source;
using Pipeline.Replication.Verification;

namespace Pipeline.Replication.Diff;

/// <summary>Decides which tables are moved as a whole, which by their differences, and which not at all.</summary>
internal sealed class DifferencePlan(ReplicationSettings settings, DatabaseUrl target, Run run, SourceSnapshot snapshot)
{
    /// <summary>Beyond a third of its rows a whole copy is the cheaper one.</summary>
    private const int WorthACopy = 3;

    /// <summary>So many places and keys are held in memory.</summary>
    private const long MostRows = 1_000_000;

    /// <summary>So many rows, and bytes, of a table copied whole are replaced in the transaction of the differences.</summary>
    private const long FewRows = 100_000;

    private const long FewBytes = 64 << 20;

    /// <summary>
    /// One move a table. All that changed become visible together: by one transaction where the tables copied whole are small, and else
    /// by one rename, for which all that changed are copied whole.
    /// </summary>
    public async Task<IReadOnlyList<TableMove>> OfAsync(IReadOnlyList<TablePlan> plans, CancellationToken cancellation)
    {
        if (settings.Mode == ReplicationMode.Full)
            return [.. plans.Select(plan => new WholeTable(plan, "--mode full", IsNews: false))];
        if (settings.HashFor(run.Server) is not { } hash)
            return [.. plans.Select(plan => new WholeTable(plan, "--no-proof compares no rows"))];

        List<TableMove> moves = [];
        foreach (var plan in plans)
        {
            var began = Stopwatch.GetTimestamp();
            var move = await OfAsync(plan, hash, cancellation);
            moves.Add(move with { Took = move.Took + Stopwatch.GetElapsedTime(began) });
        }
        return moves.OfType<WholeTable>().FirstOrDefault(table => !table.IsSmall) is { } whole ? [.. moves.Select(move => Beside(whole, move))] : moves;
    }

    private static TableMove Beside(WholeTable whole, TableMove move) => move is TableDifference { IsEmpty: false } difference
        ? new WholeTable(move.Plan, $"{Counted.Of(difference.Rows, "row differs, and becomes", "rows differ, and become")} visible together with {whole.Plan.Target} ({whole.Reason})") { Took = move.Took }
        : move;

    private async Task<TableMove> OfAsync(TablePlan plan, RowHash hash, CancellationToken cancellation)
    {
        if (!await run.Staging.ExistsAsync(plan.Target, cancellation))
            return new WholeTable(plan, "it has no replica yet", IsNews: false);
        if (plan.Drift.Count > 0)
            return new WholeTable(plan, "its shape has changed");
        var hasRows = await ReplicaDrift.HasRowsAsync(run.Connection, plan.Target, cancellation);
        if (await PublishedProof.LastAsync(run.Connection, plan.Target, cancellation) is not { } proof)
            return new WholeTable(plan, "no run has proven its replica", IsNews: hasRows);
        // The collation of an empty one may be any: somebody dropped the replica, and db/init_mysql.sql made it again.
        if (!hasRows && plan.Facts.Checksum.Rows > 0)
            return new WholeTable(plan, "its replica is empty");
        if (!await ReplicaDrift.HoldsLengthsAsync(run.Connection, plan, run.Server, cancellation))
            return new WholeTable(plan, "its values need longer columns");
        if (plan.Facts.Chunks is not { } source)
            return await SumAsync(plan, proof, hash, cancellation);

        var most = Math.Min(plan.Facts.Checksum.Rows / WorthACopy, MostRows);
        return await new DifferenceFinder(target, snapshot, run.Connection, hash).FindAsync(plan, source, most, cancellation) is { } found
            ? found
            : new WholeTable(plan, most < MostRows ? "more than a third of its rows differs" : string.Create(CultureInfo.InvariantCulture, $"more than {MostRows:N0} rows differ")) { IsSmall = IsSmall(plan, proof) };
    }

    /// <summary>Without a key to find rows by, a table is equal or it is not; the checksum is the one that proves a whole copy.</summary>
    private async Task<TableMove> SumAsync(TablePlan plan, PublishedProof proof, RowHash hash, CancellationToken cancellation) =>
        await new TargetScan(target, Environment.ProcessorCount).SumAsync(plan, plan.Target, hash, cancellation) == plan.Facts.Checksum
            ? new EqualTable(plan)
            : new WholeTable(plan, $"it has changed, and {ChunkKey.WhyNot(plan.Table, plan.Columns)}") { IsSmall = IsSmall(plan, proof) };

    private static bool IsSmall(TablePlan plan, PublishedProof before) =>
        plan.Facts.Checksum.Rows <= FewRows && before.Rows <= FewRows && plan.Facts.Bytes <= FewBytes;
}
