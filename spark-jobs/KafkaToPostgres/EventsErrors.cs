using Pipeline.Common;
using Pipeline.KafkaToPostgres.Plan;
using Pipeline.KafkaToPostgres.Verification;

namespace Pipeline.KafkaToPostgres;

/// <summary>What can go wrong between a topic and its tables, in the words the user knows.</summary>
internal static class EventsErrors
{
    public static PipelineException BrokerAway(string servers, TimeSpan wait, string reason, Exception? inner = null) => new(
        ExitCode.CannotConnect,
        $"No Kafka broker answered at {servers} within {wait.TotalSeconds:0} s: {ServerErrors.FirstLine(reason).TrimEnd('.')}.",
        "Start it, correct KAFKA_BOOTSTRAP_SERVERS, or give it longer with --wait SECONDS. Nothing is lost: the next run goes on where the last commit ended.",
        inner);

    public static PipelineException IdentityUntold(string topic, string servers, string reason, Exception inner) => new(
        ExitCode.CannotConnect,
        $"The broker at {servers} does not say whether its {topic} is the topic that is stored: {ServerErrors.FirstLine(reason).TrimEnd('.')}.",
        $"Run again. {AnewRemedy(topic)}",
        inner);

    public static PipelineException NoTopic(string topic, string servers, IReadOnlyList<string> known) => new(
        ExitCode.DataRefused,
        $"The broker at {servers} has no topic {topic}; it has {(known.Count == 0 ? "none but its own" : string.Join(", ", known.Order(StringComparer.Ordinal).Take(10)))}.",
        $"Make it, correct --topic, or fill it: ./pipeline run events --topic {topic} --count 1000");

    public static PipelineException NoTopicAtAll(string topic, string servers, TimeSpan waited) => new(
        ExitCode.CannotConnect,
        $"The broker at {servers} names no topic at all, asked for {waited.TotalSeconds:0} s: it is still starting, or it is empty.",
        $"Run it again in a minute; where the broker is empty, fill it: ./pipeline run events --topic {topic} --count 1000. Nothing is lost: the next run goes on where the last commit ended.");

    public static PipelineException NoSuchPartition(TopicState topic, int partition) => new(
        ExitCode.Usage, $"--from names partition {partition}, but {topic.Topic} has {topic.Partitions.Count} partitions.", "Name the partitions that it has, from 0.");

    public static PipelineException Recreated(TopicState topic, string storedId) => new(
        ExitCode.DataRefused,
        $"{topic.Topic} was deleted and made anew since the last run: it was {storedId}, it is {topic.Id}. Its offsets count from 0 again, and those stored are of the old one.",
        AnewRemedy(topic.Topic));

    public static PipelineException Shortened(TopicState topic, PartitionState partition, StoredOffset stored) => new(
        ExitCode.DataRefused,
        $"{topic.Topic} partition {partition.Number} ends at offset {partition.End}, below {stored.Next}, up to which it is stored: the topic was recreated, or the broker lost messages.",
        AnewRemedy(topic.Topic));

    public static PipelineException PartitionGone(TopicState topic, StoredOffset stored) => new(
        ExitCode.DataRefused,
        $"{topic.Topic} has {Counted.Of(topic.Partitions.Count, "partition")}, but partition {stored.Partition} is stored up to offset {stored.Next}: the topic was recreated with fewer.",
        AnewRemedy(topic.Topic));

    public static PipelineException Expired(TopicState topic, PartitionState partition, long next) => new(
        ExitCode.DataRefused,
        $"{topic.Topic} partition {partition.Number}: the offsets {next} to {partition.Begin - 1} ({Counted.Of(partition.Begin - next, "message")}) expired before they were read; the broker holds {partition.Begin} to {partition.End - 1}.",
        "Bring them back from a copy of the topic if there is one. To go on without them, run once with --accept-loss: they are then recorded as a gap.");

    public static PipelineException AtWork(string topic, int? process, string address) => new(
        ExitCode.AttemptAtWork,
        $"Another attempt is at work on {topic} in {address} (server process {process?.ToString() ?? "just ended"}).",
        $"Wait for it to end, or end it with `select pg_terminate_backend({process?.ToString() ?? "PID"})`; then run again.");

    public static PipelineException NotLaidOut(string address, Exception inner) => new(
        ExitCode.CannotConnect,
        $"The database {address} lacks a table of the events: {ServerErrors.FirstLine(inner.Message)}.",
        "As its superuser type: psql -d DATABASE -f db/init_postgres.sql (it may be run again at any time).",
        inner);

    public static PipelineException Moved(string topic, int partition, long planned, long? found) => new(
        ExitCode.DataRefused,
        $"{topic} partition {partition} was to go on at offset {planned}, but kafka_offsets says {found?.ToString() ?? "nothing"} by now: somebody else changed it during the run.",
        "Nothing was stored behind it. Find out who writes to kafka_offsets, then run again.");

    public static PipelineException NotAllStored(string topic, long messages, long stored) => new(
        ExitCode.ProofFailed,
        $"{Counted.Of(messages, $"message of {topic} was", $"messages of {topic} were")} read but {stored:N0} of their offsets would be stored; none was.",
        "Look for a trigger or a rule on kafka_events or kafka_events_rejected that changes rows on their way in, then run again.");

    public static PipelineException NotInRange(string topic, int partition, long messages, long offsets) => new(
        ExitCode.ProofFailed,
        $"{Counted.Of(messages, "message was", "messages were")} read from {topic} partition {partition}, whose range has {Counted.Of(offsets, "offset")}; none was stored.",
        "Run again; if it happens again, run with --verbose and report what it prints.");

    public static PipelineException NothingStored(string topic, string address, IReadOnlyList<string> others) => new(
        ExitCode.DataRefused,
        $"Nothing of {topic} is stored in {address}{(others.Count > 0 ? $"; what is stored is of {string.Join(", ", others)}" : "")}.",
        $"Read it first: {RunOf(topic)}{(others.Count > 0 ? $"   (or verify another: --topic {others[0]})" : "")}");

    public static PipelineException NotWhole(string topic, int partitions, IReadOnlyList<VerifiedPartition> unsound) => new(
        ExitCode.ProofFailed,
        $"{topic} is not whole in {unsound.Count} of {partitions} partitions; partition {unsound[0].Partition}: {unsound[0].Fault()}.",
        Remedy(topic, unsound[0]));

    private static string Remedy(string topic, VerifiedPartition partition)
    {
        var place = $"where topic = '{topic}' and partition = {partition.Partition}";
        if (partition.Anew is not null)
            return AnewRemedy(topic);
        if (partition.Expired > 0)
            return $"Bring them back from a copy of the topic if there is one. To go on without them: {RunOf(topic)} --accept-loss; they are then recorded as a gap.";
        if (OffsetRanges.First(partition.Missing) is { } missing)
            return $"Whoever deleted rows by hand can say why. Where the broker still holds them: `update kafka_offsets set next_offset = {missing} {place}`, then {RunOf(topic)}";
        return partition.Outside == OffsetRanges.None
            ? "Whoever added rows by hand can say which of the two is right; delete the other."
            : $"Where next_offset was set back: {RunOf(topic)} reads them again. Rows added by hand: `delete from kafka_events {place} and (\"offset\" < {partition.First} or \"offset\" >= {partition.Next})`, and so from kafka_events_rejected.";
    }

    private static string RunOf(string topic) => $"./pipeline run {KafkaToPostgresProgram.Job} --topic {topic}";

    private static string AnewRemedy(string topic) =>
        $"If it is meant to be read from its beginning: keep the old rows elsewhere, then delete those of {topic} from kafka_events, kafka_events_rejected and kafka_offsets, and run again.";
}
