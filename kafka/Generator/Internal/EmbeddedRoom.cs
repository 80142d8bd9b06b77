using Pipeline.Common;

namespace Pipeline.Events.Internal;

/// <summary>Foresees whether an embedded broker can keep what a run wants to send.</summary>
internal static class EmbeddedRoom
{
    private const int Sample = 5000;

    /// <summary>How much fuller than the average the fullest partition gets, because some users do more than others.</summary>
    private const double Skew = 1.2;

    /// <summary>Says no before the first message, rather than after the loss.</summary>
    /// <exception cref="PipelineException">It would lose some (exit 4).</exception>
    public static void Check(EventRun run)
    {
        if (run.AllowLoss || run.Count is not { } count)
            return;

        var room = RoomFor(run);
        if (count > room)
            throw new PipelineException(
                ExitCode.DataRefused,
                $"An embedded broker keeps {EmbeddedBroker.BytesPerPartition / (1024 * 1024)} MB a partition, "
                + $"about {room:N0} of these messages; {count - room:N0} of {count:N0} would be lost.",
                $"Send at most --count {room}, let a job read as they come and add --allow-loss, or use a real broker.");
    }

    /// <summary>About how many messages of this run fit.</summary>
    public static long RoomFor(EventRun run)
    {
        using var messages = new EventMessages(run.Stream, run.BadEvery, run.BadKinds);
        var cycle = run.BadEvery * Math.Max(run.BadKinds.Count, Enum.GetValues<BadKind>().Length);
        var sample = Math.Min(Math.Max(Sample, cycle), 20 * Sample);
        var bytes = 0.0;
        for (var i = 0; i < sample; i++)
        {
            var message = messages.Next();
            var size = message.Key.Length + (message.Value?.Length ?? 0);
            bytes += message.Bad is BadKind.HugeMessage ? size : size * Packed(run.Compression);
        }

        return (long)(EmbeddedBroker.Partitions * EmbeddedBroker.BytesPerPartition / Skew / (bytes / sample));
    }

    /// <summary>What is left of events after compression, a little pessimistic (measured in full batches: lz4 0.40, zstd 0.23).</summary>
    private static double Packed(Compression compression) => compression switch
    {
        Compression.None => 1.1,
        Compression.Gzip or Compression.Zstd => 0.3,
        _ => 0.45,
    };
}
