using Pipeline.Cli.Stack.Internal;
using Pipeline.Common;

namespace Pipeline.Integration.Tests.Stack;

/// <summary>The DAGs, triggered in every way there is.</summary>
[Collection(StackForAll.Name)]
[Trait("needs", "supervisor, java, maven, python 3.11")]
public sealed class DagRunTests(StackFixture stack)
{
    [Fact]
    public async Task Replication_by_rest_fills_the_replicas_and_its_assets_cause_the_marts()
    {
        var chained = (await stack.Airflow.RunsAsync("dag_analytics")).Count(ByAsset);
        var run = await stack.Airflow.TriggerAsync("dag_replication");

        await stack.Airflow.SucceedsAsync("dag_replication", one => one.Id == run);
        await WaitAsync(async () => (await stack.Airflow.RunsAsync("dag_analytics")).Count(ByAsset) > chained);
        await stack.Airflow.SucceedsAsync("dag_analytics", ByAsset);

        (await stack.CountInMySqlAsync("select count(*) from orders_replica")).ShouldBe(await stack.CountInPostgresAsync("select count(*) from orders"));
        (await stack.CountInMySqlAsync("select count(*) from user_sales_analytics")).ShouldBe(await stack.CountInPostgresAsync("select count(*) from users"));
        (await stack.CountInMySqlAsync("select count(*) from pipeline_runs where job = 'replication' and outcome = 'done' and engine like '4.0%'"))
            .ShouldBePositive("the job ran on Spark");
    }

    [Theory]
    [InlineData("dag_replication")]
    [InlineData("dag_analytics")]
    [InlineData("dag_kafka_stream")]
    public async Task A_dag_triggered_on_the_command_line_succeeds(string dag)
    {
        var id = $"by_hand_{Guid.CreateVersion7():N}";

        (await stack.RunAsync("airflow", "dags", "trigger", dag, "--run-id", id)).ShouldEnd(ExitCode.Done);

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

    [Theory]
    [InlineData("dag_replication")]
    [InlineData("dag_analytics")]
    public async Task A_backfill_of_three_days_works_twice(string dag)
    {
        for (var time = 1; time <= 2; time++)
        {
            (await stack.RunAsync(
                "airflow", "backfill", "create", "--dag-id", dag, "--from-date", "2026-03-01", "--to-date", "2026-03-03", "--max-active-runs", "1", "--reprocess-behavior", "completed"))
                .ShouldEnd(ExitCode.Done);
            await WaitAsync(async () => (await BackfilledAsync(dag)) is { Count: 3 } runs && runs.All(run => run.Ended));
            (await BackfilledAsync(dag)).ShouldAllBe(run => run.State == "success");

            // The scheduler looks every half minute whether a backfill is complete; until then it allows no other.
            await WaitAsync(async () => !await stack.Airflow.IsBackfillingAsync(dag));
        }
    }

    [Fact]
    public async Task A_dag_is_tested_without_the_scheduler() =>
        (await stack.RunAsync("airflow", "dags", "test", "dag_kafka_stream", "2026-02-01")).ShouldEnd(ExitCode.Done);

    [Fact]
    public async Task Killing_a_task_ends_its_job_and_publishes_nothing()
    {
        // An earlier run would wait for the lock too, and the DAG has one run at a time.
        await WaitAsync(async () => (await stack.Airflow.RunsAsync("dag_replication")).All(one => one.Ended));
        await using var shop = await stack.OpenShopAsync();
        await using var hold = await shop.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await shop.ExecuteAsync("lock table users in access exclusive mode", TestContext.Current.CancellationToken);
        var run = await stack.Airflow.TriggerAsync("dag_replication");
        await WaitAsync(() => Task.FromResult(Jobs(run).Any()));

        await stack.Airflow.KillAsync("dag_replication", run, "replicate");

        await WaitAsync(() => Task.FromResult(!Jobs(run).Any()));
        await hold.RollbackAsync(TestContext.Current.CancellationToken);
        (await stack.CountInMySqlAsync($"select count(*) from pipeline_runs where run_id like '%{run}' and outcome = 'done'")).ShouldBe(0);
    }

    private static bool ByAsset(DagRun run) => run.Type is "asset_triggered";

    private static IEnumerable<int> Jobs(string run) => ProcessTree.Ids().Where(id => ProcessTree.CommandLine(id) is var line
        && line.StartsWith("dotnet ", StringComparison.Ordinal) && line.Contains(run, StringComparison.Ordinal));

    private static async Task WaitAsync(Func<Task<bool>> condition)
    {
        for (var end = DateTime.UtcNow.AddMinutes(6); !await condition(); await Task.Delay(500, TestContext.Current.CancellationToken))
            DateTime.UtcNow.ShouldBeLessThan(end);
    }

    private async Task<IReadOnlyList<DagRun>> BackfilledAsync(string dag) =>
        [.. (await stack.Airflow.RunsAsync(dag)).Where(run => run.Type is "backfill")];
}
