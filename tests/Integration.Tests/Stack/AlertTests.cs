using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Stack;

/// <summary>Whom a failed task tells.</summary>
[Collection(StackForAll.Name)]
[Trait("needs", "supervisor, java, maven, python 3.11")]
public sealed class AlertTests(StackFixture stack)
{
    private const string Dag = "dag_replication";
    private const string Secret = "T0-B0-very-secret";

    [Fact]
    public async Task A_task_that_fails_for_good_tells_the_webhook_what_its_job_said_and_the_report_shows_it()
    {
        using var webhook = new Webhook(Secret);
        await stack.Airflow.ConnectAsync(new { connection_id = "pipeline_alerts", conn_type = "generic", host = webhook.Address, password = $"{Secret}/" });
        try
        {
            var run = await stack.Airflow.TriggerAsync(Dag, new { tables = (string[])["public.no_such_table"] });

            var text = await webhook.First;
            await Waiting.UntilAsync(async () => await stack.Airflow.TaskAsync(Dag, run, "replicate") == ("failed", 1));

            var lines = text.Split('\n');
            lines.Length.ShouldBe(5, text);
            lines[0].ShouldBe($"{Dag}.replicate failed for good: run {run}, try 1.");
            lines[1].ShouldStartWith("replicate ended with exit code 2, a wrong setting.");
            lines[2].ShouldContain("public.no_such_table");
            lines[4].ShouldStartWith($"{stack.Addresses.Airflow}/dags/{Dag}/runs/");
            webhook.Taken.ShouldBe(1);
            var log = await stack.Airflow.LogAsync(Dag, run, "replicate", 1);
            log.ShouldContain("failed for good");
            log.ShouldContain("The alert is handed to pipeline_alerts.");
            log.ShouldContain("The report was made anew");
            log.ShouldNotContain(Secret);
            (await stack.Airflow.PageAsync("/pipeline-report/index.html")).ShouldContain(run);
        }
        finally
        {
            await stack.Airflow.DisconnectAsync("pipeline_alerts");
        }
    }
}
