using Pipeline.Cli.Spark;
using Pipeline.Cli.Stack;

namespace Pipeline.Compose.Tests;

/// <summary>What happens when a part goes away.</summary>
[Collection(ComposeForAll.Name)]
[Trait("needs", "docker")]
public sealed class HealingTests(ComposeFixture stack)
{
    [Fact]
    public async Task Each_service_restarted_in_turn_comes_back_and_work_goes_on()
    {
        foreach (var service in ComposeFixture.Services)
        {
            await Docker.RunAsync("compose", "restart", "--no-deps", service);
            await ComposeFixture.HealthyAsync();
        }

        var run = await stack.Airflow.TriggerAsync("dag_kafka_stream");
        await stack.Airflow.SucceedsAsync("dag_kafka_stream", one => one.Id == run);
    }

    [Theory]
    [InlineData(StackNames.SparkWorker, "dag_replication", "pipeline replication")]
    [InlineData(StackNames.Kafka, "dag_kafka_stream", "pipeline kafka-to-postgres")]
    public async Task A_service_that_dies_in_the_middle_of_a_job_comes_back_and_the_run_succeeds(string service, string dag, string application)
    {
        await ComposeFixture.UntilAsync(async () => (await stack.Airflow.RunsAsync(dag)).All(one => one.Ended), () => $"{dag} does not end");

        // Where no row differs nothing is moved: only a whole copy is sure work for the worker.
        var run = await stack.Airflow.TriggerAsync(dag, service is StackNames.SparkWorker ? new { tables = (string[])["public.orders"], mode = "full" } : null);
        var starts = await StartedAsync(service);
        await ComposeFixture.UntilAsync(
            async () => (await MasterStatus.AskAsync(8081, TestContext.Current.CancellationToken))?.ActiveApps.Any(one => one.Name == application) is true,
            () => $"{application} does not run");

        if (service is StackNames.SparkWorker)
            await TakingClassesFromTheArchivesAsync();

        // As a crash does it: what docker kill ends, its engine takes for stopped on purpose.
        await Docker.TryAsync("exec", service, "sh", "-c", "kill -KILL -1");

        await ComposeFixture.UntilAsync(async () => await StartedAsync(service) != starts, () => $"{service} was not started again");
        await ComposeFixture.HealthyAsync();
        await stack.Airflow.SucceedsAsync(dag, one => one.Id == run);
    }

    [Fact]
    public async Task Down_and_up_keep_the_data()
    {
        await stack.Airflow.SucceedsAsync("dag_replication", run => run.Ended);
        var (runs, users) = ((await stack.Airflow.RunsAsync("dag_replication")).Count, await stack.CountInMySqlAsync("select count(*) from users_replica"));

        await Docker.RunAsync("compose", "down");
        await stack.UpAsync();

        (await stack.Airflow.RunsAsync("dag_replication")).Count.ShouldBeGreaterThanOrEqualTo(runs);
        (await stack.CountInMySqlAsync("select count(*) from users_replica")).ShouldBe(users);
        var run = await stack.Airflow.TriggerAsync("dag_kafka_stream");
        await stack.Airflow.SucceedsAsync("dag_kafka_stream", one => one.Id == run);
    }

    /// <summary>Waits until the driver, and beside master and worker the executor, are seen to use the archive of their image: a JVM that passes it over says nothing.</summary>
    private static async Task TakingClassesFromTheArchivesAsync()
    {
        foreach (var (service, jvms) in ((string, int)[])[(StackNames.SparkMaster, 1), (StackNames.SparkWorker, 2), (StackNames.Scheduler, 1)])
            await ComposeFixture.UntilAsync(
                async () => (await Docker.TryAsync("exec", service, "sh", "-c", "grep -l /opt/classes/spark.jsa /proc/[0-9]*/maps"))
                    .StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length >= jvms,
                () => $"{service}: a JVM takes no class from its image's archive");
    }

    private static Task<string> StartedAsync(string service) => Docker.RunAsync("inspect", "--format", "{{.State.StartedAt}}", service);
}
