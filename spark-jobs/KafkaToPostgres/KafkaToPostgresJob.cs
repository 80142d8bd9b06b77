using System.Diagnostics;
using System.Globalization;
using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.KafkaToPostgres.Broker;
using Pipeline.KafkaToPostgres.Lineage;
using Pipeline.KafkaToPostgres.Plan;
using Pipeline.KafkaToPostgres.Target;

namespace Pipeline.KafkaToPostgres;

/// <summary>
/// Brings the messages of a topic into PostgreSQL: events into kafka_events, all others with their reason into kafka_events_rejected. Reads
/// from kafka_offsets to the end of the topic, in passes: each writes a staging table, and publishes it in one transaction that moves kafka_offsets
/// too. A rerun is safe because what is stored and how far it goes are one commit, and one attempt at a time holds the topic's lock.
/// </summary>
internal sealed class KafkaToPostgresJob(EventsSettings settings, DatabaseUrl target, JobContext context)
{
    /// <summary>
    /// Spark asks the broker for a partition's range after every poll, by which its consumer loses what it had fetched ahead: polls as large as fetches lose
    /// little of it. An executor holds about one such poll a task, and for a second that of each task before: so says
    /// spark-jobs/home/cluster.conf, as Spark would keep them for minutes.
    /// </summary>
    private const int MessagesPerPoll = 20_000;

    private const int BytesPerFetch = 2 * 1024 * 1024;

    private readonly CancellationToken _cancellation = context.Cancellation;

    public async Task RunAsync(RunOptions options)
    {
        await using var connection = await TopicLock.OpenAsync(target, settings.Topic, options, context);
        using var spark = EventsSession.Start();
        await using var stop = _cancellation.Register(spark.Stop);
        await EventsRun.ExecuteAsync(connection, spark.Version(), isReplay: false, options, settings.Topic, target, EventsLineage.OfTopic(settings, target), run => ReadAsync(run, spark), context);
    }

    private async Task ReadAsync(EventsRun run, SparkSession spark)
    {
        var report = new EventsReport(context.Output, settings, run.Identity);
        try
        {
            await ReadAsync(run, spark, report);
        }
        catch
        {
            report.Stays();
            throw;
        }
        report.End();
        run.Lineage?.Writes(EventsLineage.OfTopic(settings, target, report.Events, report.Rejected));
    }

    private async Task ReadAsync(EventsRun run, SparkSession spark, EventsReport report)
    {
        using var topic = new TopicReader(settings);
        var began = Stopwatch.GetTimestamp();
        IReadOnlyDictionary<int, long>? ends = null;
        for (var pass = 1; ;)
        {
            if (await PlanAsync(run, topic, pass, ends) is not { } whole)
                break;
            var plan = whole.Pass(settings.PassSize);
            report.Notes(plan);
            if (plan.HasWork)
                report.Add(plan, await PassAsync(run, spark, plan, pass++), Stopwatch.GetElapsedTime(began));
            else if (settings.Interval is null)
                report.Nothing(plan, Stopwatch.GetElapsedTime(began));
            else
                report.Waits(plan);

            if (settings.Interval is not { } interval)
            {
                if (plan.Count == whole.Count)
                    break;
                ends ??= whole.Ends;
                began = Stopwatch.GetTimestamp();
                continue;
            }
            if (plan.Ranges.Sum(range => range.Left) == 0 && !await PauseAsync(interval))
                break;
            if (_cancellation.IsCancellationRequested)
                break;
            began = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Looks at what is there to read.</summary>
    /// <returns>Null when it was asked to stop meanwhile, and nothing is half done: who follows a topic ends so.</returns>
    private async Task<OffsetPlan?> PlanAsync(EventsRun run, TopicReader topic, int pass, IReadOnlyDictionary<int, long>? ends)
    {
        run.Staging.RequireConnection();
        try
        {
            var stored = await StoredOffsets.ReadAsync(run.Connection, settings.Topic, _cancellation);
            var state = await topic.ReadAsync(stored.Any(offset => offset.TopicId is not null), _cancellation);

            // --from was heeded by the first pass of a topic; the others need not say that they go on behind it.
            return OffsetPlan.Of(state, stored, pass == 1 ? settings : settings with { FirstGiven = false }, ends);
        }
        catch (OperationCanceledException) when (settings.Interval is not null && _cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<PartitionOutcome>> PassAsync(EventsRun run, SparkSession spark, OffsetPlan plan, int pass) =>
        await PassAsync(run, spark, plan, pass, MessageParser.Sql)
        ?? await PassAsync(run, spark, plan, pass, MessageParser.SqlKeepingMessages)
        ?? throw new InvalidOperationException("An event that was staged with its message has none.");

    /// <summary>Null when PostgreSQL refused an event whose message is needed then.</summary>
    private async Task<IReadOnlyList<PartitionOutcome>?> PassAsync(EventsRun run, SparkSession spark, OffsetPlan plan, int pass, string sql)
    {
        var staging = await run.Staging.CreateAsync(_cancellation);
        var began = Stopwatch.GetTimestamp();
        if (plan.Count > 0)
            await StageAsync(spark, plan, sql, staging);
        context.Output.Line($"{settings.Topic}: {Counted.Of(plan.Count, "offset")} of {Counted.Of(plan.Ranges.Count, "partition")} read and judged in {Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s; storing …");
        var outcomes = await new Publication(run.Connection, run.Identity, plan, staging).PublishAsync(pass, _cancellation);
        await run.Staging.DropPublishedAsync(staging);
        return outcomes;
    }

    private Task StageAsync(SparkSession spark, OffsetPlan plan, string sql, string staging)
    {
        var patience = ((long)settings.Wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        spark.Read()
            .Format("kafka")
            .Option("kafka.bootstrap.servers", settings.Servers)
            .Option("subscribe", settings.Topic)
            .Option("startingOffsets", plan.Offsets(range => range.Start))
            .Option("endingOffsets", plan.Offsets(range => range.End))
            .Option("includeHeaders", true)
            .Option("failOnDataLoss", true)
            .Option("kafka.isolation.level", "read_committed")
            .Option("kafka.default.api.timeout.ms", patience)
            .Option("kafka.request.timeout.ms", patience)
            .Option("kafka.max.poll.records", MessagesPerPoll)
            .Option("kafka.max.partition.fetch.bytes", BytesPerFetch)
            .Option("kafkaConsumer.pollTimeoutMs", patience)
            .Load()
            .CreateOrReplaceTempView(MessageParser.View);
        return EventsSession.WriteAsync(spark.Sql(sql), target, staging);
    }

    /// <summary>Waits for more.</summary>
    /// <returns>False when it was asked to stop instead: between two passes that is an ordinary end.</returns>
    private async Task<bool> PauseAsync(TimeSpan interval)
    {
        try
        {
            await Task.Delay(interval, _cancellation);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
