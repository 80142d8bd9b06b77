using System.Diagnostics;
using System.Text.Json;
using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Common.Lineage;
using Pipeline.Common.Runs;
using Pipeline.Integration.Tests.KafkaToPostgres;
using Pipeline.Integration.Tests.Servers;
using Pipeline.Tests;

namespace Pipeline.Integration.Tests.Lineage;

/// <summary>What the jobs tell OpenLineage, and that telling it never changes how they end.</summary>
public sealed class LineageTests(TestServers servers)
{
    [Fact]
    public async Task Replication_and_analytics_tell_the_way_of_each_column()
    {
        await using var source = await servers.CreatePostgresAsync();
        await using var target = await servers.CreateMySqlAsync();
        using var log = new LineageLog();
        await source.ExecuteAsync("insert into users (first_name, last_name, email, loyalty_status, registered_at) values ('Ann', 'Lee', 'a@example.com', 'gold', now())");

        (await log.RunAsync(["run", "replication", "--allow-empty", "--run-id", "nightly"], Databases(source, target))).ShouldEnd(ExitCode.Done);
        (await log.RunAsync(["run", "analytics"], Databases(source, target))).ShouldEnd(ExitCode.Done);

        var events = log.Events(source.Reader.Password, target.Owner.Password);
        events.Select(Summary).ShouldBe(["START replication 0 0", "COMPLETE replication 4 4", "START analytics 0 0", "COMPLETE analytics 4 3"]);
        events.Select(RunId).Distinct().Count().ShouldBe(2);
        events[1].GetProperty("run").GetProperty("facets").GetProperty("pipeline_run").GetProperty("runId").GetString().ShouldBe("nightly");

        var users = Output(events[1], $"mysql://{target.Owner.Host}:{target.Owner.Port} {target.Owner.Database}.users_replica");
        users.GetProperty("outputFacets").GetProperty("outputStatistics").GetProperty("rowCount").GetInt64().ShouldBe(1);
        var from = $"postgres://{source.Reader.Host}:{source.Reader.Port} {source.Reader.Database}.public.users";
        From(users, "email").ShouldBe($"{from} email DIRECT IDENTITY");
        From(users, "registered_at").ShouldBe($"{from} registered_at DIRECT TRANSFORMATION");

        var replicas = events[1].GetProperty("outputs").EnumerateArray().Select(OpenLineage.NameOf).ToList();
        events[3].GetProperty("inputs").EnumerateArray().Select(OpenLineage.NameOf).ShouldBe(replicas, ignoreOrder: true, "the marts read what replication wrote, by the same names");
        From(Output(events[3], $"mysql://{target.Owner.Host}:{target.Owner.Port} {target.Owner.Database}.user_sales_analytics"), "total_amount")
            .ShouldBe($"mysql://{target.Owner.Host}:{target.Owner.Port} {target.Owner.Database}.orders_replica total_amount DIRECT AGGREGATION");
    }

    [Fact]
    public async Task A_rerun_tells_the_rows_that_it_wrote()
    {
        const string user = "insert into users (first_name, last_name, email, loyalty_status, registered_at) select 'Ann', 'Lee', k || '@example.com', 'gold', now() from generate_series({0}) as k";
        await using var source = await servers.CreatePostgresAsync();
        await using var target = await servers.CreateMySqlAsync();
        using var log = new LineageLog();
        await source.ExecuteAsync(user.Replace("{0}", "1, 20", StringComparison.Ordinal));
        (await log.RunAsync(["run", "replication", "--allow-empty"], Databases(source, target))).ShouldEnd(ExitCode.Done);

        await source.ExecuteAsync(user.Replace("{0}", "21, 22", StringComparison.Ordinal));
        (await log.RunAsync(["run", "replication", "--allow-empty"], Databases(source, target))).ShouldEnd(ExitCode.Done);

        var outputs = log.Events(source.Reader.Password, target.Owner.Password)[3].GetProperty("outputs").EnumerateArray();
        outputs.ToDictionary(o => OpenLineage.NameOf(o).Split('.')[^1], o => o.GetProperty("outputFacets").GetProperty("outputStatistics").GetProperty("rowCount").GetInt64(), StringComparer.Ordinal)
            .ShouldBe(new Dictionary<string, long>(StringComparer.Ordinal) { ["users_replica"] = 2, ["products_replica"] = 0, ["orders_replica"] = 0, ["orderdetails_replica"] = 0 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Events_of_kafka_come_from_their_topic()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        using var log = new LineageLog();
        await place.SendAsync(100, "--bad-every", "10", "--bad-kinds", "NotJson");

        (await log.RunAsync(
            ["run", "kafka-to-postgres", "--topic", "my_topic"],
            [.. place.Environment.Select(v => (v.Key, v.Key == "KAFKA_BOOTSTRAP_SERVERS" ? $"PLAINTEXT://{v.Value}" : v.Value))])).ShouldEnd(ExitCode.Done);

        var events = log.Events(place.Postgres.Events.Password);
        events.Select(Summary).ShouldBe(["START kafka-to-postgres.my_topic 1 2", "COMPLETE kafka-to-postgres.my_topic 1 2"]);
        events[1].GetProperty("outputs").EnumerateArray().Select(o => o.GetProperty("outputFacets").GetProperty("outputStatistics").GetProperty("rowCount").GetInt64()).ShouldBe([90, 10]);
    }

    [Fact]
    public async Task A_killed_run_is_aborted_by_the_next_one()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await using var target = await servers.CreateMySqlAsync();
        using var log = new LineageLog();
        await place.SendAsync(10);
        await place.Postgres.ExecuteAsync("insert into pipeline_runs (run_id, attempt, job, engine, topic, outcome) values ('killed', 1, 'kafka-to-postgres', 'embedded 1.0', 'my_topic', 'running')");
        await target.ExecuteAsync("insert into pipeline_runs (run_id, attempt, job, engine, began, outcome) values ('killed', 3, 'analytics', 'embedded 1.0', utc_timestamp(6), 'running')");
        await target.ExecuteAsync("drop table products_replica");

        (await log.RunAsync(["run", "kafka-to-postgres", "--topic", "my_topic"], [.. place.Environment.Select(v => (v.Key, v.Value))])).ShouldEnd(ExitCode.Done);
        (await log.RunAsync(["run", "analytics"], Databases(place.Postgres, target))).ShouldEnd(ExitCode.DataRefused);

        var events = log.Events();
        events.Select(e => Summary(e)[..^4]).ShouldBe(
        [
            "ABORT kafka-to-postgres.my_topic", "START kafka-to-postgres.my_topic", "COMPLETE kafka-to-postgres.my_topic",
            "ABORT analytics", "START analytics", "FAIL analytics",
        ]);
        RunId(events[0]).ShouldBe(RunUuid.Of("pipeline", "kafka-to-postgres.my_topic", new RunIdentity("kafka-to-postgres", "killed", 1)).ToString());
        RunId(events[3]).ShouldBe(RunUuid.Of("pipeline", "analytics", new RunIdentity("analytics", "killed", 3)).ToString());
    }

    [Fact]
    public async Task A_failed_run_tells_its_two_lines()
    {
        await using var source = await servers.CreatePostgresAsync();
        await using var target = await servers.CreateMySqlAsync();
        using var log = new LineageLog();
        await target.ExecuteAsync("drop table products_replica");

        var result = await log.RunAsync(["run", "analytics"], Databases(source, target));

        result.ShouldEnd(ExitCode.DataRefused);
        var events = log.Events(target.Owner.Password);
        events.Select(Summary).ShouldBe(["START analytics 0 0", "FAIL analytics 0 0"]);
        RunId(events[0]).ShouldBe(RunId(events[1]));
        var error = events[1].GetProperty("run").GetProperty("facets").GetProperty("errorMessage").GetProperty("message").GetString();
        result.Errors.ShouldContain($"error: {error!.Replace("\n", "\n  ", StringComparison.Ordinal)}");
    }

    [Fact]
    public async Task A_service_that_is_away_or_silent_changes_no_exit_code_and_costs_seconds_at_most()
    {
        await using var source = await servers.CreatePostgresAsync();
        await using var target = await servers.CreateMySqlAsync();
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();

        foreach (var (url, reason) in ((string, string)[])[("http://user:s3cret@127.0.0.1:1", "Connection refused"), ($"http://user:s3cret@{silent.LocalEndpoint}", "no answer within 5 s")])
        {
            var began = Stopwatch.GetTimestamp();
            var result = await LineageLog.RunToAsync(url, ["run", "analytics"], Databases(source, target));

            result.ShouldEnd(ExitCode.Done);
            result.Errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith($"warning: OpenLineage events do not reach {url.Replace("user:s3cret@", "", StringComparison.Ordinal)}: {reason}");
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromMinutes(1));
        }
    }

    private static (string, string)[] Databases(TestPostgres source, TestMySql target) =>
        [("POSTGRES_URL", source.Reader.WithPassword()), ("MYSQL_URL", target.Owner.WithPassword())];

    private static string Summary(JsonElement e) =>
        $"{e.GetProperty("eventType")} {e.GetProperty("job").GetProperty("name")} {e.GetProperty("inputs").GetArrayLength()} {e.GetProperty("outputs").GetArrayLength()}";

    private static string RunId(JsonElement e) => e.GetProperty("run").GetProperty("runId").GetString()!;

    private static JsonElement Output(JsonElement e, string name) => e.GetProperty("outputs").EnumerateArray().Single(output => OpenLineage.NameOf(output) == name);

    private static string From(JsonElement output, string column)
    {
        var source = output.GetProperty("facets").GetProperty("columnLineage").GetProperty("fields").GetProperty(column).GetProperty("inputFields").EnumerateArray().ShouldHaveSingleItem();
        var how = source.GetProperty("transformations").EnumerateArray().ShouldHaveSingleItem();
        return $"{OpenLineage.NameOf(source)} {source.GetProperty("field")} {how.GetProperty("type")} {how.GetProperty("subtype")}";
    }
}
