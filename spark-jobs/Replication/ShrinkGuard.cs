using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Replication.Plan;

namespace Pipeline.Replication;

/// <summary>Stops a run that would empty a replica, or take more than half of its rows, unless the user allows it.</summary>
internal sealed class ShrinkGuard(ReplicationSettings settings, Run run)
{
    public async Task CheckAsync(TablePlan plan, CancellationToken cancellation)
    {
        if (settings is { AllowEmpty: true, AllowShrink: true } || !await run.Staging.ExistsAsync(plan.Target, cancellation))
            return;

        var now = plan.Facts.Checksum.Rows;
        var before = await RowsBeforeAsync(plan.Target, cancellation);
        if (now == 0 && before > 0 && !settings.AllowEmpty)
            throw ReplicationErrors.Emptied(plan.Table, plan.Target, before);
        if (now > 0 && before > 2 * now && !settings.AllowShrink)
            throw ReplicationErrors.Shrunk(plan.Table, plan.Target, before, now);
    }

    /// <summary>What the last good run left there, where one is recorded; else what is there.</summary>
    private async Task<long> RowsBeforeAsync(string target, CancellationToken cancellation) =>
        await run.Connection.ScalarAsync<long?>(
            """
            select t.rows_target
            from pipeline_run_tables as t
            join pipeline_runs as r on r.run_id = t.run_id and r.attempt = t.attempt
            where r.job = @p0 and r.outcome = 'done' and t.target_name = @p1
            order by r.began desc
            limit 1
            """,
            cancellation,
            run.Identity.Job,
            target)
        ?? await run.Connection.ScalarAsync<long>($"select count(*) from {SqlName.MySql(target)}", cancellation);
}
