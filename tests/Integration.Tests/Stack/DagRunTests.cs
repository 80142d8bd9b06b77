using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Stack;

/// <summary>The DAGs, triggered in every way there is.</summary>
[Collection(StackForAll.Name)]
[Trait("needs", "supervisor, java, maven, python 3.11")]
public sealed class DagRunTests(StackFixture stack)
{
    private static readonly string[] Dags = ["dag_replication", "dag_analytics", "dag_kafka_stream"];

    [Fact]
    public async Task Replication_by_rest_fills_the_replicas_and_its_assets_cause_the_marts()
    {
        var chained = (await stack.Airflow.RunsAsync("dag_analytics")).Count(ByAsset);
        var run = await stack.Airflow.TriggerAsync("dag_replication");

        await stack.Airflow.SucceedsAsync("dag_replication", one => one.Id == run);
        await Waiting.UntilAsync(async () => (await stack.Airflow.RunsAsync("dag_analytics")).Count(ByAsset) > chained);
        await stack.Airflow.SucceedsAsync("dag_analytics", ByAsset);

        (await stack.CountInMySqlAsync("select count(*) from orders_replica")).ShouldBe(await stack.CountInPostgresAsync("select count(*) from orders"));
        (await stack.CountInMySqlAsync("select count(*) from user_sales_analytics")).ShouldBe(await stack.CountInPostgresAsync("select count(*) from users"));
        (await stack.CountInMySqlAsync("select count(*) from pipeline_runs where job = 'replication' and outcome = 'done' and engine like '4.0%'"))
            .ShouldBePositive("the job ran on Spark");
    }

    [Fact]
    public async Task Each_dag_triggered_on_the_command_line_succeeds()
    {
        var id = $"by_hand_{Guid.CreateVersion7():N}";

        await Task.WhenAll(Dags.Select(async dag => (await stack.RunAsync("airflow", "dags", "trigger", dag, "--run-id", id)).ShouldEnd(ExitCode.Done)));

        foreach (var dag in Dags)
            await stack.Airflow.SucceedsAsync(dag, run => run.Id == id);
    }

    [Fact]
    public async Task Events_stand_in_postgres_each_offset_once()
    {
        var run = await stack.Airflow.TriggerAsync("dag_kafka_stream");

        await stack.Airflow.SucceedsAsync("dag_kafka_stream", one => one.Id == run);

        var stored = await stack.CountInPostgresAsync("select (select count(*) from kafka_events) + (select count(*) from kafka_events_rejected)");
        stored.ShouldBePositive();
        stored.ShouldBe(await stack.CountInPostgresAsync("select sum(next_offset)::bigint from kafka_offsets where topic = 'my_topic'"));
    }

    [Fact]
    public async Task A_backfill_of_three_days_works_for_both_dags_at_once_and_one_of_a_day_done_before() =>
        await Task.WhenAll(BackfillAsync("dag_replication"), BackfillAsync("dag_analytics"));

    [Fact]
    public async Task A_dag_is_tested_without_the_scheduler() =>
        (await stack.RunAsync("airflow", "dags", "test", "dag_kafka_stream", "2026-02-01")).ShouldEnd(ExitCode.Done);

    private async Task BackfillAsync(string dag)
    {
        await BackfillAsync(dag, "2026-03-01", "2026-03-03");
        await BackfillAsync(dag, "2026-03-02", "2026-03-02");
    }

    private async Task BackfillAsync(string dag, string from, string to)
    {
        (await stack.RunAsync(
            "airflow", "backfill", "create", "--dag-id", dag, "--from-date", from, "--to-date", to, "--max-active-runs", "1", "--reprocess-behavior", "completed"))
            .ShouldEnd(ExitCode.Done);

        // The scheduler looks every half minute whether a backfill is complete; until then it allows no other.
        await Waiting.UntilAsync(async () => !await stack.Airflow.IsBackfillingAsync(dag));
        var runs = await BackfilledAsync(dag);
        runs.Count.ShouldBe(3);
        runs.ShouldAllBe(run => run.State == "success");
    }

    private static bool ByAsset(DagRun run) => run.Type is "asset_triggered";

    private async Task<IReadOnlyList<DagRun>> BackfilledAsync(string dag) =>
        [.. (await stack.Airflow.RunsAsync(dag)).Where(run => run.Type is "backfill")];
}
