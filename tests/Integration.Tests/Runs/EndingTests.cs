using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Runs;

/// <summary>The record of a run says what became of it, whatever happens to its connection.</summary>
public sealed class EndingTests(TestServers servers)
{
    private const string Job = "test";

    [Fact]
    public async Task A_run_whose_connection_is_lost_once_it_has_published_is_done()
    {
        await using var target = await OpenAsync();

        await RunAsync(target, async run =>
        {
            await PublishAsync(run);
            await target.ExecuteAsync($"kill {run.Connection.ServerThread}", target.Administrator);
        });

        (await EndingAsync(target)).ShouldBe("done 0");
        (await target.ScalarAsync("select version from t")).ShouldBe(2);
    }

    /// <summary>A foreign key that is made after the run has looked for one holds the old table; a dump that reads it does as well, for as long as it lasts.</summary>
    [Fact]
    public async Task An_old_table_that_cannot_be_dropped_is_no_failure_and_the_next_attempt_names_what_holds_it()
    {
        await using var target = await OpenAsync();

        await RunAsync(target, async run =>
        {
            await target.ExecuteAsync("create table child (id bigint, constraint late foreign key (id) references t (id)) engine = innodb");
            await PublishAsync(run);
        });

        (await EndingAsync(target)).ShouldBe("done 0");
        (await target.ScalarAsync("select version from t")).ShouldBe(2);
        (await Should.ThrowAsync<PipelineException>(() => RunAsync(target, _ => Task.CompletedTask))).Message.ShouldContain("the foreign key late");
        await target.ExecuteAsync("drop table child");
        await RunAsync(target, _ => Task.CompletedTask);
        (await target.ScalarAsync("select count(*) from information_schema.tables where table_schema = database() and left(table_name, 13) = 'pipeline_old_'")).ShouldBe(0L);
    }

    [Theory]
    [InlineData(ExitCode.Interrupted)]
    [InlineData(ExitCode.Terminated)]
    public async Task A_stopped_run_is_recorded_with_the_code_of_its_signal(ExitCode signal)
    {
        await using var target = await servers.CreateMySqlAsync();
        using var stop = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(
            target,
            async _ =>
            {
                await stop.CancelAsync();
                stop.Token.ThrowIfCancellationRequested();
            },
            new JobContext(new JobOutput(), stop.Token) { StopCode = () => signal }));

        (await EndingAsync(target)).ShouldBe($"failed {(int)signal}");
    }

    private async Task<TestMySql> OpenAsync()
    {
        var target = await servers.CreateMySqlAsync();
        await target.ExecuteAsync("create table t (id bigint primary key, version int) engine = innodb; insert into t values (1, 1)");
        return target;
    }

    private static async Task RunAsync(TestMySql target, Func<Run, Task> work, JobContext? context = null)
    {
        await using var connection = await MySqlConnections.OpenAsync(target.Owner, "pipeline tests", TestContext.Current.CancellationToken);
        await Run.ExecuteAsync(
            connection, Job, "none", new Pipeline.Replication.ReplicationOptions(), target.Owner, work, context ?? new JobContext(new JobOutput(), TestContext.Current.CancellationToken));
    }

    private static async Task PublishAsync(Run run)
    {
        var staging = run.Staging.NewName();
        await run.Connection.ExecuteAsync($"create table {staging} as select 1 as id, 2 as version", TestContext.Current.CancellationToken);
        await run.Staging.PublishAsync([new(staging, "t")], TestContext.Current.CancellationToken);
    }

    private static async Task<object?> EndingAsync(TestMySql target) => await target.ScalarAsync("select concat(outcome, ' ', exit_code) from pipeline_runs order by began limit 1");
}
