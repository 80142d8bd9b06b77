using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.KafkaToPostgres.Plan;
using Pipeline.KafkaToPostgres.Target;
using Spectre.Console;

namespace Pipeline.KafkaToPostgres;

/// <summary>What a run says: a line a pass, a table of all of them, one JSON object for programs.</summary>
internal sealed class EventsReport(JobOutput output, EventsSettings settings, RunIdentity run)
{
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private readonly Dictionary<int, PartitionOutcome> _partitions = [];
    private int _passes;
    private double _seconds;
    private bool _saidWaiting;

    /// <summary>Rows of kafka_events so far, duplicates among them.</summary>
    public long Events => _partitions.Values.Sum(partition => partition.Events + partition.Duplicates);

    /// <summary>Rows of kafka_events_rejected so far.</summary>
    public long Rejected => _partitions.Values.Sum(partition => partition.Rejected);

    private long Messages => _partitions.Values.Sum(partition => partition.Messages);

    /// <summary>Says what a user should know of the plan, once.</summary>
    public void Notes(OffsetPlan plan)
    {
        foreach (var note in plan.Notes.Where(_said.Add))
            output.Line($"Note: {note}");
    }

    public void Add(OffsetPlan plan, IReadOnlyList<PartitionOutcome> outcomes, TimeSpan elapsed)
    {
        _passes++;
        _seconds += elapsed.TotalSeconds;
        foreach (var outcome in outcomes)
            _partitions[outcome.Partition] = _partitions.TryGetValue(outcome.Partition, out var before) ? before.Plus(outcome) : outcome;

        var messages = outcomes.Sum(outcome => outcome.Messages);
        output.Line(
            $"{plan.Topic.Topic}: {Counted.Of(messages, "message")} stored in {elapsed.TotalSeconds:N1} s: {Counted.Of(outcomes.Sum(outcome => outcome.Events), "event")}, "
            + $"{Counted.Of(outcomes.Sum(outcome => outcome.Duplicates), "duplicate")}, {outcomes.Sum(outcome => outcome.Rejected):N0} rejected; "
            + $"{Counted.Of(outcomes.Sum(outcome => outcome.GapOffsets), "offset")} without a message, lag {outcomes.Sum(outcome => outcome.Lag):N0}{Waiting(plan)}.");
        foreach (var outcome in outcomes)
        {
            if (outcome is { GapOffsets: > 0, Gaps: { } gaps })
                output.Line($"Note: partition {outcome.Partition} has no message at {OffsetRanges.Words(gaps)}.");
        }
    }

    public void Nothing(OffsetPlan plan, TimeSpan elapsed)
    {
        _seconds = elapsed.TotalSeconds;
        output.Line($"{plan.Topic.Topic}: nothing new in its {Counted.Of(plan.Ranges.Count, "partition")}; all {Counted.Of(plan.Ranges.Sum(range => range.End - range.First), "offset")} since the first run are stored{Waiting(plan)}.");
    }

    /// <summary>Says of a topic that is followed, once while it lasts, that a transaction keeps what has come from being read.</summary>
    public void Waits(OffsetPlan plan)
    {
        if (plan.Waiting > 0 && !_saidWaiting)
            output.Line($"{plan.Topic.Topic}: nothing to read{Waiting(plan)}.");
        _saidWaiting = plan.Waiting > 0;
    }

    /// <summary>Says of a run that ends before its time what it stored nevertheless.</summary>
    public void Stays()
    {
        if (_passes > 0)
            output.Line($"{settings.Topic}: what was stored before stays: {Counted.Of(Messages, "message")} in {Counted.Of(_passes, "pass", "passes")}. The next run goes on behind them.");
    }

    public void End()
    {
        if (_partitions.Count > 0)
            output.Console.Write(Table());
        output.Line($"Run {run.RunId}, attempt {run.Attempt}, stands in pipeline_runs and pipeline_run_partitions of the events' database.");
        output.Result(new
        {
            run.RunId,
            run.Attempt,
            settings.Topic,
            seconds = Math.Round(_seconds, 3),
            messages = Messages,
            partitions = _partitions.Values.OrderBy(partition => partition.Partition),
        });
    }

    private static string Waiting(OffsetPlan plan) =>
        plan.Waiting == 0 ? "" : $"; {Counted.Of(plan.Waiting, "offset waits", "offsets wait")} behind an open transaction";

    private Table Table()
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in (ReadOnlySpan<string>)["partition", "from", "to", "messages", "events", "duplicates", "rejected", "gaps", "lag"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var p in _partitions.Values.OrderBy(partition => partition.Partition))
        {
            table.AddRow(
                $"{p.Partition}", $"{p.Begin}", $"{p.End}", $"{p.Messages:N0}", $"{p.Events:N0}", $"{p.Duplicates:N0}", $"{p.Rejected:N0}", $"{p.GapOffsets:N0}", $"{p.Lag:N0}");
        }
        return table;
    }
}
