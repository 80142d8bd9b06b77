using Pipeline.Cli.Servers.Internal;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Stack;

/// <summary>Attempts that are killed, and attempts that outlive their task.</summary>
[Collection(StackForAll.Name)]
[Trait("needs", "supervisor, java, maven, python 3.11")]
public sealed class KillTests(StackFixture stack)
{
    private const string Dag = "dag_replication";
    private const string Replicate = "replicate";

    [Fact]
    public async Task Killing_a_task_ends_its_job_and_publishes_nothing()
    {
        await using var held = await StackFixture.HoldAsync("held_killed");
        var run = await stack.Airflow.TriggerAsync(Dag, new { tables = (string[])["public.held_killed"] });
        await Waiting.UntilAsync(() => Jobs(run).Any());
        await Waiting.UntilAsync(async () => await HoldersAsync() == 1);

        await stack.Airflow.KillAsync(Dag, run, Replicate);

        await Waiting.UntilAsync(() => !Jobs(run).Any());
        await held.ReleaseAsync();
        (await stack.CountInMySqlAsync($"select count(*) from pipeline_runs where run_id like '%{run}' and outcome = 'done'")).ShouldBe(0);
        (await stack.CountInMySqlAsync("select count(*) from information_schema.tables where table_schema = database() and table_name = 'held_killed_replica'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_retry_beside_a_living_attempt_waits_for_its_end()
    {
        await using var held = await StackFixture.HoldAsync("held_zombie");
        var run = await stack.Airflow.TriggerAsync(Dag, new { tables = (string[])["public.held_zombie"] });
        await Waiting.UntilAsync(() => Jobs(run).Any());
        var zombie = Jobs(run).First();
        await Waiting.UntilAsync(async () => await HoldersAsync() == 1);

        // The task's own process dies as if it had run out of memory: its spark-submit and the job live on.
        Processes.Kill(ProcessTree.Parent(ProcessTree.Parent(zombie)));
        await Waiting.UntilAsync(async () => await stack.Airflow.TaskAsync(Dag, run, Replicate) == ("up_for_retry", 1));
        await stack.Airflow.ClearAsync(Dag, run, Replicate);
        await Waiting.UntilAsync(async () => await stack.Airflow.TaskAsync(Dag, run, Replicate) == ("running", 2));
        await Waiting.UntilAsync(async () => (await stack.Airflow.LogAsync(Dag, run, Replicate, 2)).Contains("): waiting up to 900 s for its end.", StringComparison.Ordinal));

        Jobs(run).ShouldContain(zombie, "it was left alone");
        await held.ReleaseAsync();
        await stack.Airflow.SucceedsAsync(Dag, one => one.Id == run);
        (await stack.CountInMySqlAsync("select count(*) from held_zombie_replica")).ShouldBe(1);
    }

    [Fact]
    public async Task No_secret_is_on_a_command_line_in_a_log_or_on_the_page_of_rendered_templates()
    {
        await using var held = await StackFixture.HoldAsync("held_secret");
        var run = await stack.Airflow.TriggerAsync(Dag, new { tables = (string[])["public.held_secret"] });
        await Waiting.UntilAsync(() => Jobs(run).Any());
        await Waiting.UntilAsync(async () => await HoldersAsync() == 1);

        var lines = ProcessTree.Ids().Select(ProcessTree.CommandLine).ToList();
        await held.ReleaseAsync();
        await stack.Airflow.SucceedsAsync(Dag, one => one.Id == run);

        string[] seen = [.. lines, await stack.Airflow.LogAsync(Dag, run, Replicate, 1), await stack.Airflow.RenderedAsync(Dag, run, Replicate)];
        seen[^1].ShouldContain("--tables=public.held_secret", Case.Sensitive, "it is the page");
        foreach (var password in stack.Passwords)
            seen.ShouldNotContain(text => text.Contains(password, StringComparison.Ordinal));
    }

    private static IEnumerable<int> Jobs(string run) => ProcessTree.Ids().Where(id => ProcessTree.CommandLine(id) is var line
        && line.StartsWith("dotnet ", StringComparison.Ordinal) && line.Contains(run, StringComparison.Ordinal));

    /// <summary>How many attempts of replication hold its lock.</summary>
    private Task<long> HoldersAsync() => stack.CountInMySqlAsync("select is_used_lock(concat('pipeline.replication.', database())) is not null");
}
