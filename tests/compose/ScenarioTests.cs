using Pipeline.Integration.Tests.Stack;

namespace Pipeline.Compose.Tests;

/// <summary>What the stack is for: the three DAGs, and what they leave.</summary>
[Collection(ComposeForAll.Name)]
[Trait("needs", "docker")]
public sealed class ScenarioTests(ComposeFixture stack)
{
    private static readonly string[] Day = ["--from-date", "2026-03-01", "--to-date", "2026-03-01", "--max-active-runs", "1", "--reprocess-behavior", "completed"];

    [Fact]
    public async Task The_three_dags_turn_green_by_themselves_and_leave_what_they_promise()
    {
        foreach (var dag in (string[])["dag_replication", "dag_kafka_stream", "dag_analytics"])
            await stack.Airflow.SucceedsAsync(dag, run => run.Ended);
        await ComposeFixture.UntilAsync(
            async () => (await stack.Airflow.RunsAsync("dag_analytics")).Any(run => run is { Type: "asset_triggered", State: "success" }), () => "no marts by assets");

        (await stack.CountInMySqlAsync("select count(*) from orders_replica")).ShouldBe(await stack.CountInPostgresAsync("select count(*) from orders"));
        (await stack.CountInMySqlAsync("select count(*) from user_sales_analytics")).ShouldBe(await stack.CountInPostgresAsync("select count(*) from users"));
        (await stack.CountInMySqlAsync("select count(*) from pipeline_runs where job = 'replication' and outcome = 'done' and engine like '4.0%'"))
            .ShouldBePositive("the job ran on Spark");
    }

    [Fact]
    public async Task Events_stand_in_postgres_each_offset_once()
    {
        await stack.Airflow.SucceedsAsync("dag_kafka_stream", one => one.Ended);

        (await stack.CountInPostgresAsync(StoredEvents.Once)).ShouldBePositive("0 if nothing is stored, and below it how many offsets are missing or stored twice");
    }

    [Fact]
    public async Task A_backfill_of_a_day_works()
    {
        await Docker.RunAsync(["compose", "exec", "--no-TTY", "airflow_scheduler", "airflow", "backfill", "create", "--dag-id", "dag_analytics", .. Day]);

        await ComposeFixture.UntilAsync(
            async () => (await stack.Airflow.RunsAsync("dag_analytics")).Where(run => run.Type is "backfill").ToList() is { Count: 1 } runs && runs.TrueForAll(run => run.Ended),
            () => "the backfill did not end");
        (await stack.Airflow.RunsAsync("dag_analytics")).Where(run => run.Type is "backfill").ShouldAllBe(run => run.State == "success");
    }
}
