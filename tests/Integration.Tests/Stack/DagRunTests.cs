using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Stack;

/// <summary>The DAGs, triggered in every way there is.</summary>
[Collection(StackForAll.Name)]
[Trait("needs", "supervisor, java, maven, python 3.11")]
public sealed class DagRunTests(StackFixture stack)
{
    // Two replicas of four: they cause no run of the marts that nobody waits for.
    private static readonly string[] TwoTables = ["--dag-run-conf", """{"tables":["public.users","public.orders"]}"""];

    private static readonly string[] Dags = ["dag_replication", "dag_analytics", "dag_kafka_stream"];

    [Fact]
    public async Task Each_dag_triggered_on_the_command_line_succeeds_on_Spark_and_fresh_replicas_cause_the_marts()
    {
        var chained = (await stack.Airflow.RunsAsync("dag_analytics")).Count(ByAsset);
        var id = $"by_hand_{Guid.CreateVersion7():N}";

        await Task.WhenAll(Dags.Select(async dag => (await stack.RunAsync("airflow", "dags", "trigger", dag, "--run-id", id)).ShouldEnd(ExitCode.Done)));

        foreach (var dag in Dags)
            await stack.Airflow.SucceedsAsync(dag, run => run.Id == id);
        await Waiting.UntilAsync(async () => (await stack.Airflow.RunsAsync("dag_analytics")).Count(ByAsset) > chained);
        var caused = await stack.Airflow.SucceedsAsync("dag_analytics", ByAsset);

        (await stack.CountInMySqlAsync(DoneOnSpark("replication", id))).ShouldBePositive();
        (await stack.CountInMySqlAsync(DoneOnSpark("analytics", id))).ShouldBePositive();
        (await stack.CountInMySqlAsync(DoneOnSpark("analytics", caused.Id))).ShouldBePositive();
        (await stack.CountInPostgresAsync(DoneOnSpark("kafka-to-postgres", id))).ShouldBePositive();
        (await stack.CountInMySqlAsync($"select count(distinct target_name) from pipeline_run_tables where run_id like 'dag_replication.%{id}' and rows_source = rows_target and checksum_source = checksum_target"))
            .ShouldBe(4);
    }

    [Fact]
    public async Task Events_stand_in_postgres_each_offset_once()
    {
        await stack.Airflow.SucceedsAsync("dag_kafka_stream", one => one.Ended);

        (await stack.CountInPostgresAsync(StoredEvents.Once)).ShouldBePositive("0 if nothing is stored, and below it how many offsets are missing or stored twice");
    }

    [Fact]
    public Task A_backfill_of_three_days_works_for_both_dags_at_once_and_for_the_marts_one_of_a_day_done_before() => Task.WhenAll(
        BackfillAsync("dag_replication", "2026-03-01", "2026-03-03", TwoTables),
        BackfillMartsAsync());

    [Fact]
    public async Task A_dag_is_tested_without_the_scheduler() =>
        (await stack.RunAsync("airflow", "dags", "test", "dag_kafka_stream", "2026-02-01")).ShouldEnd(ExitCode.Done);

    private async Task BackfillMartsAsync()
    {
        await BackfillAsync("dag_analytics", "2026-03-01", "2026-03-03");
        await BackfillAsync("dag_analytics", "2026-03-02", "2026-03-02");
    }

    private async Task BackfillAsync(string dag, string from, string to, params string[] more)
    {
        string[] days = ["--from-date", from, "--to-date", to, "--max-active-runs", "1", "--reprocess-behavior", "completed"];
        (await stack.RunAsync(["airflow", "backfill", "create", "--dag-id", dag, .. days, .. more])).ShouldEnd(ExitCode.Done);

        // The scheduler looks every half minute whether a backfill is complete; until then it allows no other.
        await Waiting.UntilAsync(async () => !await stack.Airflow.IsBackfillingAsync(dag));
        var runs = await BackfilledAsync(dag);
        runs.Count.ShouldBe(3);
        runs.ShouldAllBe(run => run.State == "success");
    }

    private static string DoneOnSpark(string job, string run) =>
        $"select count(*) from pipeline_runs where job = '{job}' and run_id like '%{run}' and outcome = 'done' and engine like '4.0%'";

    private static bool ByAsset(DagRun run) => run.Type is "asset_triggered";

    private async Task<IReadOnlyList<DagRun>> BackfilledAsync(string dag) =>
        [.. (await stack.Airflow.RunsAsync(dag)).Where(run => run.Type is "backfill")];
}
