using MySqlConnector;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Integration.Tests.KafkaToPostgres;
using Pipeline.Integration.Tests.Replication;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests;

/// <summary>An attempt beside a living one: it steps back, or waits as long as it was told.</summary>
public sealed class LockWaitTests(TestServers servers)
{
    private const string TopicKey = "hashtextextended('pipeline/kafka-to-postgres/my_topic', 0)";

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Beside_a_living_attempt_a_replication_steps_back_or_waits(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, "create table t (id bigint primary key); insert into t values (1)");
        await using var living = await LivingAsync(shop);

        (await shop.ReplicateAsync("--tables", "t")).ShouldEnd(ExitCode.AttemptAtWork).Errors.ShouldStartWith(AtWork(living));
        var overdue = (await shop.ReplicateAsync("--tables", "t", "--lock-wait", "1")).ShouldEnd(ExitCode.AttemptAtWork);
        await using var waiting = shop.Start("--tables", "t", "--lock-wait", "600");
        await Waiting.UntilAsync(waiting, () => IsWaitedForAsync(shop));
        await living.DisposeAsync();
        var ended = (await waiting.EndAsync()).ShouldEnd(ExitCode.Done);

        overdue.Output.ShouldContain("): waiting up to 1 s for its end.");
        overdue.Errors.ShouldContain("Another attempt of replication is at work");
        ended.Output.ShouldContain("): waiting up to 600 s for its end.");
        (await shop.TargetRowsAsync("select count(*) from t_replica")).ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_source_that_was_lost_during_a_long_wait_is_reached_anew()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table t (id bigint primary key); insert into t values (1)");
        await using var living = await LivingAsync(shop);
        await using var waiting = shop.Start("--tables", "t", "--lock-wait", "600");
        await Waiting.UntilAsync(waiting, () => IsWaitedForAsync(shop));
        await Waiting.UntilAsync(waiting, async () => await shop.SourceRowsAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'pipeline replication'") is [_]);

        // Longer than the job trusts a connection that it opened ahead.
        await Task.Delay(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken);
        await living.DisposeAsync();

        (await waiting.EndAsync()).ShouldEnd(ExitCode.Done);
        (await shop.TargetRowsAsync("select count(*) from t_replica")).ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_wait_can_be_interrupted()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table t (id bigint primary key)");
        await using var living = await LivingAsync(shop);
        await using var waiting = shop.Start("--tables", "t", "--lock-wait", "86400");
        await Waiting.UntilAsync(waiting, () => IsWaitedForAsync(shop));

        LibC.Signal(waiting.Id, LibC.Terminate);

        (await waiting.EndAsync()).ShouldEnd(ExitCode.Terminated).Errors.ShouldContain("replication was interrupted by SIGTERM");
    }

    [Fact]
    public async Task Beside_a_living_attempt_the_events_step_back_or_wait()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(100);
        await using var living = await PostgresConnections.OpenAsync(place.Postgres.Events, "test", TestContext.Current.CancellationToken);
        var process = living.ProcessID;
        await living.ExecuteAsync($"select pg_advisory_lock({TopicKey})", TestContext.Current.CancellationToken);

        (await place.RunAsync()).ShouldEnd(ExitCode.AttemptAtWork).Errors.ShouldStartWith("error: Another attempt is at work on my_topic in ");
        var overdue = (await place.RunAsync("--lock-wait", "1")).ShouldEnd(ExitCode.AttemptAtWork);
        await using var waiting = place.Start("--lock-wait", "600");
        await Waiting.UntilAsync(waiting, async () => await place.NumberAsync("select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())") == 1);
        await living.DisposeAsync();
        var ended = (await waiting.EndAsync()).ShouldEnd(ExitCode.Done);

        overdue.Output.ShouldContain($"(server process {process}): waiting up to 1 s for its end.");
        ended.Output.ShouldContain("waiting up to 600 s for its end.");
        await place.ShouldHoldEachOnceAsync(100);
    }

    [Fact]
    public async Task No_one_waits_for_less_than_nothing()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table t (id bigint primary key)");

        (await shop.ReplicateAsync("--tables", "t", "--lock-wait", "-1")).ShouldEnd(ExitCode.Usage).Errors.ShouldBe("error: --lock-wait is -1.\n  Give it 0 to 86400 seconds.\n");
    }

    private static async Task<MySqlConnection> LivingAsync(Shop shop)
    {
        var connection = await MySqlConnections.OpenAsync(shop.Target.Owner, "test", TestContext.Current.CancellationToken);
        (await RunLock.TryTakeAsync(connection, "replication", TimeSpan.Zero, TestContext.Current.CancellationToken)).ShouldBeTrue();
        return connection;
    }

    private static async Task<bool> IsWaitedForAsync(Shop shop) =>
        await shop.TargetRowsAsync("select info from information_schema.processlist where info like 'select get_lock%'") is [_];

    private static string AtWork(MySqlConnection living) =>
        $"error: Another attempt of replication is at work on {living.Database} (connection {living.ServerThread} of {living.DataSource}).\n";
}
