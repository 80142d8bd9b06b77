using Pipeline.Cli.Spark;
using Pipeline.Common;
using Pipeline.Integration.Tests.Kafka;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>Kills one of the processes of an application at a random moment: a rerun ends well, and nothing is left of either.</summary>
[Collection(SparkTests.Name)]
[Trait("needs", "java, maven")]
public sealed class SparkKillTests(TestSpark spark, TestServers servers, NativeKafkaFixture kafka)
{
    private const int Rows = 150_000;
    private const int Messages = 40_000;
    private const string SmallKinds = "NotJson,MissingField,EscapedNul,InvalidUtf8,NullValue";

    [Theory]
    [InlineData(Victim.Driver)]
    [InlineData(Victim.Jvm)]
    [InlineData(Victim.Executor)]
    [InlineData(Victim.Worker)]
    [InlineData(Victim.Master)]
    public async Task A_killed_replication_leaves_nothing_and_a_rerun_is_equal(Victim victim)
    {
        await using var source = await servers.CreatePostgresAsync(withSchema: false);
        await source.ExecuteAsync($"create table t (id bigint primary key, pad text); insert into t select k, repeat('x', 100) from generate_series(1, {Rows}) as k; grant select on t to {Cli.Servers.ShopRoles.Reader}");
        await using var scenario = await Scenario.OpenAsync(Engine.Spark, spark, servers, source);

        await KillAsync(victim, () => Task.FromResult(scenario.StartReplication("--tables", "t", "--mode", "full")));
        await Scenario.RunWellAsync(() => scenario.StartReplication("--tables", "t"));

        (await scenario.Target.ScalarAsync("select count(*) from t_replica")).ShouldBe((long)Rows);
        (await scenario.Target.ScalarAsync("select min(checksum_source = checksum_target and rows_source = rows_target) from pipeline_run_tables")).ShouldBe(1);
        (await TableBytes.MadeAsync(scenario.Target)).ShouldNotContain(table => table.StartsWith("pipeline_", StringComparison.Ordinal));
        (await scenario.Target.ScalarAsync("select count(*) from pipeline_runs where outcome = 'running'")).ShouldBe(0L);
        await NothingIsLeftAsync(source);
    }

    [Theory]
    [InlineData(Victim.Driver)]
    [InlineData(Victim.Jvm)]
    [InlineData(Victim.Executor)]
    [InlineData(Victim.Worker)]
    [InlineData(Victim.Master)]
    public async Task A_killed_events_job_leaves_nothing_and_a_rerun_stores_each_offset_once(Victim victim)
    {
        var broker = (await kafka.StartAsync()).BootstrapServers;
        var topic = $"killed_{victim}";
        await using var source = await servers.CreatePostgresAsync();
        await using var scenario = await Scenario.OpenAsync(Engine.Spark, spark, servers, source, broker, topic);

        var produced = 0L;
        await KillAsync(victim, async () =>
        {
            (await Pipeline.Events.EventGenerator.RunAsync(["--bootstrap-servers", broker, "--topic", topic, "--count", $"{Messages}", "--bad-every", "50", "--bad-kinds", SmallKinds])).ShouldBe(ExitCode.Done);
            produced += Messages;
            return scenario.StartEvents();
        });
        await Scenario.RunWellAsync(() => scenario.StartEvents());

        await Scenario.RunWellAsync(() => scenario.StartVerificationOfEvents());
        (await scenario.Events.ScalarAsync("select (select count(*) from kafka_events) + (select count(*) from kafka_events_rejected)")).ShouldBe(produced);
        (await scenario.Events.ScalarAsync("select count(*) from pg_tables where schemaname = 'events_staging'")).ShouldBe(0L);
        await NothingIsLeftAsync(scenario.Events);
    }

    [Theory]
    [InlineData(Engine.Connect)]
    [InlineData(Engine.Spark)]
    public async Task An_interrupt_of_the_command_alone_ends_the_job_and_its_work_on_Spark(Engine engine)
    {
        await using var source = await servers.CreatePostgresAsync(withSchema: false);
        await source.ExecuteAsync($"create table t (id bigint primary key, pad text); insert into t select k, repeat('x', 300) from generate_series(1, {Rows * 2}) as k; grant select on t to {Cli.Servers.ShopRoles.Reader}");
        await using var scenario = await Scenario.OpenAsync(engine, spark, servers, source);
        await using var process = scenario.StartReplication("--tables", "t");
        await Waiting.UntilAsync(process, async () => (long)(await source.ScalarAsync(ReadersOf))! > 0);

        Processes.Interrupt(process.Id);

        var result = await process.EndAsync();
        result.ExitCode.ShouldBe(ExitCode.Interrupted);
        result.Errors.ShouldContain("what it was at work on is not published");

        // The command ends after its job, so that another can begin at once.
        (await scenario.Target.ScalarAsync("select if(exit_code in (130, 143), 'interrupted', concat_ws(' ', exit_code, error)) from pipeline_runs")).ShouldBe("interrupted");
        await Waiting.UntilAsync(async () => (long)(await source.ScalarAsync(ReadersOf))! == 0);
        (await TableBytes.MadeAsync(scenario.Target)).ShouldNotContain("t_replica");
    }

    private const string ReadersOf = "select count(*) from pg_stat_activity where datname = current_database() and application_name like 'PostgreSQL JDBC%'";

    /// <summary>
    /// Starts the job and kills at a random moment after its application began. A job that ended well before it could be struck is started again and struck
    /// sooner, so that no machine is too fast for this; one that always does fails the test.
    /// </summary>
    private async Task KillAsync(Victim victim, Func<Task<JobProcess>> start)
    {
        for (var latest = 5000; !await WasKilledAsync(victim, Random.Shared.Next(latest), start); latest /= 2)
            latest.ShouldBeGreaterThan(100, $"It always ended before its {victim} was killed.");
    }

    /// <summary>Whether the job was still at work when it was struck. How one that was ends is its own affair.</summary>
    private async Task<bool> WasKilledAsync(Victim victim, int delay, Func<Task<JobProcess>> start)
    {
        var cluster = await spark.ClusterAsync();
        TestContext.Current.SendDiagnosticMessage($"{victim} dies {delay} ms after its application began");
        await using var process = await start();
        var application = "";
        await Waiting.UntilAsync(process, async () => (application = (await ApplicationsAsync(cluster)).FirstOrDefault()?.Id) is not null);
        await Task.Delay(delay, TestContext.Current.CancellationToken);

        // An executor takes a moment to start.
        int? killed = null;
        await Waiting.UntilAsync(() => (killed = Find(victim, process, cluster, application!)) is not null || process.HasExited);
        var tree = Processes.Below(process.Id);
        if (process.HasExited)
        {
            (await process.EndAsync()).ExitCode.ShouldBe(ExitCode.Done);
            return false;
        }
        await Processes.KillAsync(killed!.Value, TestContext.Current.CancellationToken);
        if (victim is Victim.Worker or Victim.Master)
            await cluster.StartAsync(await TestSpark.InstallAsync(_ => { }), SparkPorts.Free(), connect: false, TestContext.Current.CancellationToken);

        var result = await process.EndAsync();
        if (result.ExitCode != ExitCode.Done)
            result.Errors.ShouldContain("error: ");
        await Waiting.UntilAsync(() => tree.TrueForAll(one => Processes.CommandLine(one).Length == 0));
        return true;
    }

    private static int? Find(Victim victim, JobProcess process, SparkCluster cluster, string application) => victim switch
    {
        Victim.Driver => Processes.FindProgram(process.Id, "dotnet"),
        Victim.Jvm => Processes.Find(process.Id, "org.apache.spark.deploy.SparkSubmit "),
        Victim.Executor => Processes.Find(cluster.WorkerProcess!.Value, application),
        Victim.Master => cluster.MasterProcess,
        _ => cluster.WorkerProcess,
    };

    private async Task NothingIsLeftAsync(TestPostgres database)
    {
        var cluster = await spark.ClusterAsync();
        await Waiting.UntilAsync(async () => (await ApplicationsAsync(cluster)).Count == 0);
        await Waiting.UntilAsync(async () => (long)(await database.ScalarAsync(
            "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name <> 'pipeline tests'"))! == 0);
    }

    private static async Task<List<ApplicationStatus>> ApplicationsAsync(SparkCluster cluster) =>
        [.. ((await cluster.StatusAsync(TestContext.Current.CancellationToken))?.ActiveApps ?? []).Where(one => !string.Equals(one.Name, "Connect server", StringComparison.Ordinal))];
}
