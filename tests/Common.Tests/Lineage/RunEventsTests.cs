using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Common.Lineage;
using Pipeline.Common.Runs;
using Pipeline.Tests;

namespace Pipeline.Common.Tests.Lineage;

public sealed class RunEventsTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Long and odd enough to stand in no event by chance.
    private static readonly Gen<string> Secret = Gen.Char["abcXYZ019@:/%#?&=+ \"'ü"].Array[12, 20].Select(letters => $"s3cret{new string(letters)}");

    [Fact]
    public void A_complete_event_tells_datasets_columns_and_rows() => Snapshot.Matches(
        Examples.Events(("OPENLINEAGE_PARENT_ID", "airflow/dag.task/01941f29-7c00-7bc1-9c5b-1f6f2a0a4d11"))
            .Complete(Examples.Moment, [Examples.Replica()])
            .ToJsonString(Readable));

    [Fact]
    public void Every_event_is_as_the_specification_wants_it()
    {
        var events = Examples.Events();
        Dataset[] outputs = [Examples.Replica(), Examples.Replica() with { MadeOf = [Dataset.Kafka("[::1]:9092,b:9092", "t")], Columns = [], Deciders = [] }];

        foreach (var runEvent in (JsonObject[])[
            events.Start(Examples.Moment, outputs),
            events.Complete(Examples.Moment, outputs),
            events.Abort(Examples.Moment, outputs),
            events.Fail(Examples.Moment, outputs, new InvalidOperationException("x"))])
        {
            OpenLineage.ShouldBeValid(runEvent.Json());
        }
    }

    [Fact]
    public void A_failed_run_tells_both_lines_of_its_error_and_no_rows()
    {
        var failed = Examples.Events().Fail(Examples.Moment, [Examples.Replica()], new PipelineException(ExitCode.DataRefused, "What happened.", "What to do.")).Json();

        var error = failed.GetProperty("run").GetProperty("facets").GetProperty("errorMessage");
        error.GetProperty("message").GetString().ShouldBe("What happened.\nWhat to do.");
        error.GetProperty("programmingLanguage").GetString().ShouldBe("C#");
        failed.GetProperty("outputs")[0].TryGetProperty("outputFacets", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(false, "FAIL")]
    [InlineData(true, "ABORT")]
    public async Task A_run_that_was_asked_to_stop_is_aborted_and_not_failed(bool stopped, string expected)
    {
        List<string> sent = [];
        var sender = new LineageSender(Examples.Settings(), line => line.ShouldBeNull(), (text, _) =>
        {
            sent.Add(text);
            return Task.CompletedTask;
        });

        LineageRun.Begin(sender, "replication", Examples.Run, "embedded 1.0")!.Failed(new OperationCanceledException(), stopped);
        await sender.FlushAsync();

        sent.Select(text => JsonDocument.Parse(text).RootElement.GetProperty("eventType").GetString()).ShouldBe(["START", expected]);
    }

    [Fact]
    public async Task Attempts_that_were_killed_are_aborted_under_their_own_names()
    {
        List<JsonElement> sent = [];
        var sender = new LineageSender(Examples.Settings(("OPENLINEAGE_PARENT_ID", "airflow/dag.task/01941f29-7c00-7bc1-9c5b-1f6f2a0a4d11")), line => line.ShouldBeNull(), (text, _) =>
        {
            sent.Add(JsonDocument.Parse(text).RootElement);
            return Task.CompletedTask;
        });
        var killed = new AbandonedAttempt(Examples.Run with { Attempt = 1 }, "embedded 1.0");

        LineageRun.Begin(sender, "replication", Examples.Run, "embedded 1.0", [killed], [Examples.Replica()]);
        await sender.FlushAsync();

        sent.ForEach(OpenLineage.ShouldBeValid);
        sent.Select(e => $"{e.GetProperty("eventType")} {e.GetProperty("run").GetProperty("runId")} {e.GetProperty("inputs").GetArrayLength()} {e.GetProperty("outputs").GetArrayLength()}").ShouldBe(
        [
            $"ABORT {RunUuid.Of("pipeline", "replication", killed.Run)} 0 0",
            $"START {RunUuid.Of("pipeline", "replication", Examples.Run)} 1 1",
        ]);
        sent.Select(e => e.GetProperty("run").GetProperty("facets").TryGetProperty("parent", out _)).ShouldBe([false, true]);
    }

    [Theory]
    [InlineData("host:9092", "kafka://host:9092")]
    [InlineData("PLAINTEXT://host:9092, other:9092", "kafka://host:9092")]
    [InlineData("SASL_SSL://[::1]:9092", "kafka://[::1]:9092")]
    public void A_broker_is_named_without_its_protocol(string servers, string expected) => Dataset.Kafka(servers, "t").Namespace.ShouldBe(expected);

    [Fact]
    public async Task A_dataset_that_cannot_be_named_costs_a_warning_and_not_the_run()
    {
        List<string> sent = [];
        List<string> warnings = [];
        var sender = new LineageSender(Examples.Settings(), warnings.Add, (text, _) =>
        {
            sent.Add(text);
            return Task.CompletedTask;
        });

        var run = LineageRun.Begin(sender, "replication", Examples.Run, "embedded 1.0")!;
        run.Writes(((string[])["no address"]).Select(servers => Dataset.Kafka(servers, "t")));
        run.Completed();
        await sender.FlushAsync();

        sent.Count.ShouldBe(2);
        warnings.ShouldHaveSingleItem().ShouldEndWith("The run goes on without them.");
    }

    [Fact]
    public void Events_of_an_attempt_share_their_run_and_those_of_another_do_not()
    {
        RunUuid.Of("n", "job", Examples.Run).ShouldBe(Guid.Parse("c2e73cc0-f67c-8991-9e05-9e89964b200b"));
        RunUuid.Of("n", "job", Examples.Run).ShouldBe(RunUuid.Of("n", "job", Examples.Run));
        ((Guid[])[
            RunUuid.Of("n", "job", new RunIdentity("replication", "r", 1)), RunUuid.Of("n", "job", new RunIdentity("replication", "r", 2)),
            RunUuid.Of("n", "other", new RunIdentity("replication", "r", 1)), RunUuid.Of("m", "job", new RunIdentity("replication", "r", 1)),
        ]).ShouldBeUnique();
    }

    [Fact]
    public void No_user_password_or_key_stands_in_an_event_or_a_warning() => Gen.Select(Secret, Secret, Secret).Sample((password, user, key) =>
    {
        var who = $"{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password)}";
        List<string> said = [];
        var settings = Examples.Settings(("OPENLINEAGE_URL", $"https://{who}@lineage.example/?token={Uri.EscapeDataString(key)}"), ("OPENLINEAGE_API_KEY", key));
        var sender = new LineageSender(settings, said.Add, (text, _) =>
        {
            said.Add(text);
            throw new FormatException(key);
        });
        var run = LineageRun.Begin(sender, "replication", Examples.Run, "embedded 1.0")!;
        run.Writes([Examples.Replica(
            DatabaseUrl.Parse("POSTGRES_URL", $"postgres://{who}@db.example/shop", 5432, "postgres"), DatabaseUrl.Parse("MYSQL_URL", $"mysql://{who}@db.example/shop", 3306, "mysql"))]);
        run.Completed();
        sender.FlushAsync().GetAwaiter().GetResult();

        said.Add(settings.ToString());
        said.Count.ShouldBe(4);
        foreach (var secret in (string[])[password, user, key])
            said.ShouldAllBe(text => !text.Contains("s3cret", StringComparison.OrdinalIgnoreCase) && !text.Contains(secret, StringComparison.Ordinal));
    }, iter: 200);
}
