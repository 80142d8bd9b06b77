using Pipeline.Common;
using Pipeline.Events.Internal;

namespace Pipeline.Events;

/// <summary>
/// Writes a shop's user events to a Kafka topic. Reads nothing but its options. Sending the same stream twice is safe to
/// recognise: an event_id is a function of the seed and the event's sequence number.
/// </summary>
public static class EventGenerator
{
    private const string Name = "pipeline run events";

    /// <summary>Runs the generator as a program.</summary>
    /// <param name="args">The command line; the broker is named by --bootstrap-servers or KAFKA_BOOTSTRAP_SERVERS.</param>
    /// <returns>0 done, or an endless stream stopped; else as <see cref="ExitCode"/> says.</returns>
    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) => JobHost.RunAsync<EventGeneratorOptions>(Name, args, async (options, context) =>
    {
        var run = EventRun.From(options, TimeProvider.System);
        if (options.EmbeddedBroker)
        {
            await WithEmbeddedBrokerAsync(options, run, context);
            return;
        }

        var address = EventRun.AddressOf(options);
        await new EventSending(run, address, EmbeddedBroker.IsAt(address, options.Folder), context).RunAsync();
    });

    private static async Task WithEmbeddedBrokerAsync(EventGeneratorOptions options, EventRun run, JobContext context)
    {
        EmbeddedRoom.Check(run);
        using var broker = EmbeddedBroker.Start(options.Folder);
        context.Output.Line($"Embedded broker at {broker.BootstrapServers}, also written to {EmbeddedBrokerAddress.FileIn(options.Folder)}.");
        await new EventSending(run, broker.BootstrapServers, embedded: true, context).RunAsync();
        if (context.Cancellation.IsCancellationRequested)
            return;

        context.Output.Line($"The broker stays at {broker.BootstrapServers} until Ctrl-C.");
        await Task.Delay(Timeout.Infinite, context.Cancellation).ContinueWith(static _ => { }, TaskScheduler.Default);
    }
}
