using System.Diagnostics;
using Pipeline.Common;
using Pipeline.Events.Internal;

namespace Pipeline.Events;

/// <summary>Sends one run's messages and accounts for each.</summary>
internal sealed class EventSending(EventRun run, string address, bool embedded, JobContext context)
{
    private const int BetweenLooks = 1000;
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private readonly EventCounts _counts = new();

    /// <summary>Sends until the count is reached or the run is stopped.</summary>
    /// <exception cref="PipelineException">
    /// The broker is away or did not acknowledge everything (exit 3), or kept not everything (exit 4); or it was stopped before the count was reached,
    /// or before everything was acknowledged (130, 143).
    /// </exception>
    public async Task RunAsync()
    {
        using var admin = BrokerClient.Admin(address);
        var known = await BrokerClient.WaitAsync(admin, address, run.Wait, context.Output, context.Cancellation);
        if (!embedded)
            await EventTopic.EnsureAsync(admin, known, run.Topic, run.Partitions);

        using var kept = embedded ? new KeptOffsets(address, run.Topic) : null;
        var began = kept?.Begins(admin) ?? [];
        using var watch = kept is null || run.Count is not null ? null : new DropWatch(kept, admin, began, context.Output);
        using var messages = new EventMessages(run.Stream, run.BadEvery, run.BadKinds);
        messages.Skip(run.Skip, context.Cancellation);
        using var producer = new EventProducer(address, run.Topic, run.Compression, run.Wait);

        var started = Stopwatch.GetTimestamp();
        await SendAsync(messages, producer);
        await producer.FinishAsync(run.Wait + StopPatience, StopPatience, context.Cancellation);
        var elapsed = Stopwatch.GetElapsedTime(started);

        ExitCode? stop = context.Cancellation.IsCancellationRequested ? context.StopCode() : null;
        var loss = producer.Loss(address, stop);
        var begins = loss is null && kept is not null ? kept.Begins(admin) : began;
        var result = Account(producer, elapsed, begins, began);
        EventReport.Print(result, run, context.Output);
        context.Output.Result(result);
        if (loss is not null)
            throw loss;
        RefuseDropped(result);
        if (run.Count is { } count && producer.Messages < count && stop is { } code)
            throw Unfinished(code, producer.Messages, count);
    }

    private async Task SendAsync(EventMessages messages, EventProducer producer)
    {
        if (run.Count is not { } count)
        {
            context.Output.Line(run.Rate is 0 ? $"{run.Topic} is there; nothing is sent to it, until Ctrl-C." : $"Sending {run.Rate:N0} messages a second to {run.Topic} until Ctrl-C.");
            await SendAsync(messages, producer, long.MaxValue, _ => { });
            return;
        }

        await context.Output.WithProgressAsync(async board =>
        {
            var row = board.Add(run.Topic, count);
            await SendAsync(messages, producer, count, row.MoveTo);
            row.Done(producer.Messages, "handed to the client");
            return producer.Messages;
        });
    }

    private async Task SendAsync(EventMessages messages, EventProducer producer, long count, Action<long> progress)
    {
        var pace = new Pace(run.Rate);
        for (var sent = 0L; sent < count && await MayGoOnAsync(pace, sent) && !producer.Failing; sent++)
        {
            var message = messages.Next();
            if (!await producer.SendAsync(message.Key, message.Value, context.Cancellation))
                return;
            _counts.Add(message);
            if (sent % BetweenLooks == 0)
                progress(producer.Tally.Delivered);
        }
    }

    private PipelineException Unfinished(ExitCode code, long sent, long count) => new(
        code,
        $"It was stopped when {sent:N0} of {count:N0} messages were sent to {run.Topic} at {address}; the broker acknowledged all of these.",
        $"Run it again; the same options with --skip {run.Skip + sent} --count {count - sent} send the rest alone.");

    private async ValueTask<bool> MayGoOnAsync(Pace pace, long sent)
    {
        for (var wait = pace.Before(sent); wait > TimeSpan.Zero && !context.Cancellation.IsCancellationRequested; wait = pace.Before(sent))
            await Task.Delay(wait, context.Cancellation).ContinueWith(static _ => { }, TaskScheduler.Default);
        return !context.Cancellation.IsCancellationRequested;
    }

    private EventGeneratorResult Account(EventProducer producer, TimeSpan elapsed, long[] begins, long[] began)
    {
        using var process = Process.GetCurrentProcess();
        var partitions = producer.Tally.ByPartition().Select(delivery => delivery with
        {
            Dropped = begins.ElementAtOrDefault(delivery.Partition) - began.ElementAtOrDefault(delivery.Partition),
        });
        return new EventGeneratorResult(
            run.Topic,
            address,
            producer.Messages,
            producer.Tally.Delivered,
            producer.Messages - producer.Tally.Delivered,
            _counts.Bad,
            _counts.Bytes,
            Math.Round(elapsed.TotalSeconds, 3),
            Math.Round(producer.Tally.Delivered / elapsed.TotalSeconds),
            process.PeakWorkingSet64 / 1_000_000,
            _counts.ByType(),
            _counts.BadByKind(),
            [.. partitions]);
    }

    private void RefuseDropped(EventGeneratorResult result)
    {
        var dropped = result.Partitions.Sum(partition => partition.Dropped);
        if (dropped > 0 && !run.AllowLoss && run.Count is not null)
            throw new PipelineException(
                ExitCode.DataRefused,
                $"The embedded broker had no room for all: it dropped the oldest {dropped:N0} messages of {run.Topic}.",
                "Send fewer (--count), let a job read as they come and add --allow-loss, or use a real broker.");
    }
}
