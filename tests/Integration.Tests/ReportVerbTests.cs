using System.Text.Json;
using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests;

/// <summary>What the report and the history show where something is missing, not allowed or killed.</summary>
public sealed class ReportVerbTests(TestServers servers) : IDisposable
{
    private const string RunsInMySql = """
        insert into pipeline_runs (run_id, attempt, job, engine, outcome, exit_code, began, ended) values
            ('nightly', 1, 'replication', 'embedded', 'done', 0, '2026-03-01 04:00:00', '2026-03-01 04:01:00'),
            ('killed', 1, 'replication', 'embedded', 'running', null, '2026-03-02 04:00:00', null);
        insert into pipeline_run_tables (run_id, attempt, source_name, target_name, rows_source, rows_target, checksum_source, checksum_target, seconds)
        values ('nightly', 1, 'public.users', 'users_replica', 1, 1, 'aa', 'bb', 1)
        """;

    private const string RunsInPostgres = """
        insert into pipeline_runs (run_id, attempt, job, engine, topic, outcome, exit_code, began, ended) values
            ('well', 1, 'kafka-to-postgres', 'embedded', 'my_topic', 'done', 0, '2026-03-01 05:00Z', '2026-03-01 05:01Z'),
            ('ill', 1, 'kafka-to-postgres', 'embedded', 'other', 'failed', 3, '2026-03-01 05:02Z', '2026-03-01 05:03Z'),
            ('judged again', 1, 'kafka-to-postgres', 'embedded, replay', 'other', 'done', 0, '2026-03-01 05:04Z', '2026-03-01 05:05Z'),
            ('killed', 1, 'kafka-to-postgres', 'embedded', 'third', 'running', null, '2026-03-01 05:04Z', null);
        insert into kafka_offsets (topic, partition, first_offset, next_offset) values ('my_topic', 0, 0, 0), ('other', 0, 0, 0), ('third', 0, 0, 0)
        """;

    private readonly string _runs = Directory.CreateTempSubdirectory("pipeline-runs").FullName;

    public void Dispose() => Directory.Delete(_runs, recursive: true);

    [Fact]
    public async Task What_cannot_be_read_is_said_and_takes_nothing_else_with_it()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await using var mysql = await servers.CreateMySqlAsync();
        await mysql.ExecuteAsync(RunsInMySql);
        await mysql.ExecuteAsync("drop table user_sales_analytics, daily_sales_analytics; insert into product_sales_analytics values (1, 'Lamp', 'Home', 1, 1, 9.5, 9.5)");

        var report = (await RunAsync(["report"], postgres.Reader.WithPassword(), mysql.Owner.WithPassword())).ShouldEnd(ExitCode.Done);

        report.Errors.ShouldContain($"Runs of kafka-to-postgres are left out: {postgres.Reader.Address} has no run tables that its user shop_reader may read.");
        var page = await ReadAsync("index.html");
        page.ShouldContain("its user shop_reader may read.</p>");
        page.ShouldContain(">nightly</a>");
        page.ShouldContain("<caption>Top products</caption>");
        page.ShouldContain("Orders per month:</span> not shown. Table ");
        page.ShouldContain("Lag per partition when messages were last stored:</span> not shown. permission denied for table kafka_offsets</p>");
        (await ReadAsync("pipeline.prom")).ShouldContain("pipeline_last_success_timestamp_seconds{pipeline_job=\"replication\"} 1772337660\n");
    }

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task A_run_of_some_tables_or_days_leaves_the_figures_of_the_others(MySqlFlavor flavor)
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await using var mysql = await servers.CreateMySqlAsync(flavor);
        await mysql.ExecuteAsync(RunsInMySql);
        await mysql.ExecuteAsync("""
            insert into pipeline_runs (run_id, attempt, job, engine, outcome, exit_code, began, ended) values
                ('some', 1, 'replication', 'embedded', 'done', 0, '2026-03-03 04:00:00', '2026-03-03 04:01:00'),
                ('others', 1, 'replication', 'embedded', 'done', 0, '2026-03-04 04:00:00', '2026-03-04 04:01:00'),
                ('ill', 1, 'replication', 'embedded', 'failed', 3, '2026-03-05 04:00:00', '2026-03-05 04:01:00'),
                ('marts', 1, 'analytics', 'embedded', 'done', 0, '2026-03-05 05:00:00', '2026-03-05 05:01:00'),
                ('days', 1, 'analytics', 'embedded', 'done', 0, '2026-03-06 05:00:00', '2026-03-06 05:01:00');
            insert into pipeline_run_tables (run_id, attempt, source_name, target_name, rows_source, rows_target, seconds) values
                ('some', 1, 'public.users', 'users_replica', 2, 2, 1), ('others', 1, 'public.orders', 'orders_replica', 3, 3, 1), ('ill', 1, 'public.users', 'users_replica', 4, 4, 1);
            insert into pipeline_run_tables (run_id, attempt, source_name, target_name, rows_source, rows_target, seconds, ddl) values
                ('marts', 1, 'orders_replica', 'daily_sales_analytics', 730, 730, 1, 'create table'), ('marts', 1, 'orders_replica', 'users_replica', 5, 5, 1, 'create table'),
                ('days', 1, 'orders_replica', 'daily_sales_analytics', 1, 1, 1, null)
            """);

        (await RunAsync(["report"], postgres.Events.WithPassword(), mysql.Owner.WithPassword())).ShouldEnd(ExitCode.Done);

        (await ReadAsync("pipeline.prom")).Split('\n').Where(line => line.StartsWith("pipeline_table_rows{", StringComparison.Ordinal)).ShouldBe(
            [
                "pipeline_table_rows{pipeline_job=\"replication\",table=\"orders_replica\"} 3",
                "pipeline_table_rows{pipeline_job=\"replication\",table=\"users_replica\"} 2",
                "pipeline_table_rows{pipeline_job=\"analytics\",table=\"daily_sales_analytics\"} 730",
                "pipeline_table_rows{pipeline_job=\"analytics\",table=\"users_replica\"} 5",
            ]);
    }

    [Theory]
    [InlineData("mysql://a:b@127.0.0.1:1/shop")]
    [InlineData("")]
    public async Task A_server_that_is_away_or_not_named_leaves_pages_and_metrics_of_its_runs(string mysqlNow)
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await using var mysql = await servers.CreateMySqlAsync();
        await mysql.ExecuteAsync(RunsInMySql);
        await postgres.ExecuteAsync(RunsInPostgres);
        (await RunAsync(["report"], postgres.Events.WithPassword(), mysql.Owner.WithPassword())).ShouldEnd(ExitCode.Done);
        var pages = Directory.GetFiles(_runs, "*.html");
        pages.Length.ShouldBe(7);

        (await RunAsync(["report"], postgres.Events.WithPassword(), mysqlNow)).ShouldEnd(ExitCode.Done);

        Directory.GetFiles(_runs, "*.html").ShouldBe(pages, ignoreOrder: true);
        var metrics = await ReadAsync("pipeline.prom");
        metrics.ShouldContain("pipeline_job_readable{pipeline_job=\"replication\"} 0\n");
        metrics.ShouldContain("pipeline_last_run_success{pipeline_job=\"replication\"} 0\n");
        metrics.ShouldContain("pipeline_last_run_success{pipeline_job=\"kafka-to-postgres\",topic=\"my_topic\"} 1\n");
        metrics.ShouldContain("pipeline_last_run_success{pipeline_job=\"kafka-to-postgres\",topic=\"other\"} 0\n");
        (await RunAsync(["report"], "postgres://a:b@127.0.0.1:1/shop", "mysql://a:b@127.0.0.1:1/shop")).ShouldEnd(ExitCode.CannotConnect);
    }

    [Fact]
    public async Task A_topic_of_which_nothing_was_ever_stored_is_told_for_a_week()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await postgres.ExecuteAsync(RunsInPostgres);
        await postgres.ExecuteAsync("""
            insert into pipeline_runs (run_id, attempt, job, engine, topic, outcome, exit_code, began, ended) values
                ('mistyped', 1, 'kafka-to-postgres', 'embedded', 'my_topci', 'failed', 3, now() - interval '8 days', now() - interval '8 days'),
                ('never good', 1, 'kafka-to-postgres', 'embedded', 'new_topic', 'failed', 3, now() - interval '6 days', now() - interval '6 days')
            """);

        (await RunAsync(["report"], postgres.Events.WithPassword(), "")).ShouldEnd(ExitCode.Done);

        var metrics = await ReadAsync("pipeline.prom");
        metrics.ShouldContain("pipeline_last_run_success{pipeline_job=\"kafka-to-postgres\",topic=\"other\"} 0\n");
        metrics.ShouldContain("pipeline_last_run_success{pipeline_job=\"kafka-to-postgres\",topic=\"new_topic\"} 0\n");
        metrics.ShouldNotContain("my_topci");
    }

    [Fact]
    public async Task Where_only_PostgreSQL_is_named_no_MySQL_is_made()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await postgres.ExecuteAsync(RunsInPostgres);

        (await RunAsync(["history", "--job", "kafka-to-postgres", "well"], postgres.Events.WithPassword(), "")).ShouldEnd(ExitCode.Done).Output.ShouldContain("Run well, attempt 1");
        (await RunAsync(["report"], postgres.Events.WithPassword(), "")).ShouldEnd(ExitCode.Done).Errors.ShouldContain("Runs of analytics are left out: MYSQL_URL is not set");

        var history = (await RunAsync(["history"], postgres.Events.WithPassword(), "")).ShouldEnd(ExitCode.Done);
        history.Output.ShouldContain("well");
        history.Errors.ShouldContain("Runs of replication are left out: MYSQL_URL is not set");
        (await RunAsync(["history", "well"], postgres.Events.WithPassword(), "")).ShouldEnd(ExitCode.Done).Output.ShouldContain("Run well, attempt 1");
        (await RunAsync(["history", "--job", "replication"], postgres.Events.WithPassword(), "")).ShouldEnd(ExitCode.Done);

        Directory.Exists(Path.Combine(_runs, "home", "mysql")).ShouldBeFalse();
        (await ReadAsync("index.html")).ShouldContain(">well</a>");
    }

    /// <summary>One that followed a topic for hours has a row for each pass and partition.</summary>
    [Fact]
    public async Task Of_a_run_of_many_passes_the_newest_are_shown_and_all_are_counted()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await postgres.ExecuteAsync(RunsInPostgres);
        await postgres.ExecuteAsync(
            """
            insert into pipeline_run_partitions (run_id, attempt, pass, topic, partition, begin_offset, end_offset, messages, events, duplicates, rejected, gaps, lag)
            select 'well', 1, pass, 'my_topic', partition, pass * 10, pass * 10 + 10, 10, 10, 0, 0, '{}', 0
            from generate_series(1, 600) as pass, generate_series(0, 3) as partition
            """);

        var text = (await RunAsync(["history", "--job", "kafka-to-postgres", "well"], postgres.Events.WithPassword(), "")).ShouldEnd(ExitCode.Done).Output;
        using var json = JsonDocument.Parse((await RunAsync(["history", "--job", "kafka-to-postgres", "well", "--json"], postgres.Events.WithPassword(), "")).ShouldEnd(ExitCode.Done).Output);
        (await RunAsync(["report"], postgres.Events.WithPassword(), "")).ShouldEnd(ExitCode.Done);

        const string more = "The newest 1,000 are shown; 1,400 earlier ones stand in pipeline_run_partitions.";
        text.ShouldContain(more);
        var attempt = json.RootElement.GetProperty("attempts")[0];
        attempt.GetProperty("run").GetProperty("rows").GetInt64().ShouldBe(24_000);
        attempt.GetProperty("earlier_partitions").GetInt64().ShouldBe(1400);
        var partitions = attempt.GetProperty("partitions").EnumerateArray().Select(one => (one.GetProperty("pass").GetInt32(), one.GetProperty("partition").GetInt32())).ToList();
        (partitions.Count, partitions[0], partitions[^1]).ShouldBe((1000, (351, 0), (600, 3)));
        var page = await File.ReadAllTextAsync(Directory.GetFiles(_runs, "kafka-to-postgres-well-*.html").ShouldHaveSingleItem(), TestContext.Current.CancellationToken);
        page.ShouldContain(more);
        page.Split("<tr><td").Length.ShouldBe(1001);
    }

    [Fact]
    public async Task A_killed_run_is_told_from_one_at_work_and_times_say_that_they_are_UTC()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await using var mysql = await servers.CreateMySqlAsync();
        await mysql.ExecuteAsync(RunsInMySql);
        await postgres.ExecuteAsync(RunsInPostgres);
        await postgres.ExecuteAsync("insert into pipeline_runs (run_id, attempt, job, engine, topic, outcome, began) values ('at work', 1, 'kafka-to-postgres', 'embedded', 'fourth', 'running', '2026-03-01 05:05Z')");
        await using var holder = await PostgresConnections.OpenAsync(postgres.Events, "pipeline tests", TestContext.Current.CancellationToken);
        await holder.ExecuteAsync("select pg_advisory_lock(hashtextextended('pipeline/kafka-to-postgres/fourth', 0))", TestContext.Current.CancellationToken);

        var outcomes = await OutcomesAsync();
        outcomes.ShouldContain("replication killed: killed 2026-03-02T04:00:00Z");
        outcomes.ShouldContain("kafka-to-postgres killed: killed 2026-03-01T05:04:00Z");
        outcomes.ShouldContain("kafka-to-postgres at work: running 2026-03-01T05:05:00Z");
        var successes = await SuccessesAsync();
        successes.ShouldContain("pipeline_last_run_success{pipeline_job=\"replication\"} 0\n");
        successes.ShouldContain("pipeline_last_run_success{pipeline_job=\"kafka-to-postgres\",topic=\"my_topic\"} 1\n");
        successes.ShouldContain("pipeline_last_run_success{pipeline_job=\"kafka-to-postgres\",topic=\"third\"} 0\n");
        successes.ShouldNotContain("topic=\"fourth\"");

        var context = new JobContext(new JobOutput(), TestContext.Current.CancellationToken);
        await using (await RunLock.OpenToReadAsync(mysql.Owner, "pipeline tests", "replication", new Pipeline.Replication.ReplicationOptions(), context))
            (await OutcomesAsync()).ShouldContain("replication killed: killed 2026-03-02T04:00:00Z", "a verification is no run");
        await using var other = await MySqlConnections.OpenAsync(mysql.Owner, "pipeline tests", TestContext.Current.CancellationToken);
        (await RunLock.TryTakeAsync(other, "replication", TimeSpan.Zero, TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await OutcomesAsync()).ShouldContain("replication killed: running 2026-03-02T04:00:00Z");
        (await SuccessesAsync()).ShouldContain("pipeline_last_run_success{pipeline_job=\"replication\"} 1\n");

        async Task<IReadOnlyList<string>> OutcomesAsync()
        {
            using var list = JsonDocument.Parse((await RunAsync(["history", "--json"], postgres.Events.WithPassword(), mysql.Owner.WithPassword())).ShouldEnd(ExitCode.Done).Output);
            return [.. list.RootElement.GetProperty("runs").EnumerateArray().Select(run => $"{Text(run, "job")} {Text(run, "run_id")}: {Text(run, "outcome")} {Text(run, "began")}")];
        }

        async Task<string> SuccessesAsync()
        {
            (await RunAsync(["report"], postgres.Events.WithPassword(), mysql.Owner.WithPassword())).ShouldEnd(ExitCode.Done);
            return await ReadAsync("pipeline.prom");
        }
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named_and_no_server_is_blamed()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await postgres.ExecuteAsync(RunsInPostgres);
        Directory.CreateDirectory(Path.Combine(_runs, "pipeline.prom"));

        var report = (await RunAsync(["report"], postgres.Events.WithPassword(), "")).ShouldEnd(ExitCode.CannotConnect);

        report.Errors.ShouldContain($"The report cannot be written in {_runs}: ");
        report.Errors.ShouldContain("or name another folder in PIPELINE_RUNS.");
        report.Errors.ShouldNotContain("was lost or refused");
    }

    private static string? Text(JsonElement run, string name) => run.GetProperty(name).GetString();

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(_runs, name), TestContext.Current.CancellationToken);

    private async Task<JobResult> RunAsync(string[] words, string postgres, string mysql)
    {
        await using var process = JobProcess.Start(words, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["POSTGRES_URL"] = postgres,
            ["MYSQL_URL"] = mysql,
            ["PIPELINE_RUNS"] = _runs,
            ["PIPELINE_HOME"] = Path.Combine(_runs, "home"),
        });
        return await process.EndAsync();
    }
}
