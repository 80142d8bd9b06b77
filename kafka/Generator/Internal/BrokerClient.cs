using Confluent.Kafka;
using Pipeline.Common;

namespace Pipeline.Events.Internal;

/// <summary>Settings that every client of ours shares, and its first contact with a broker.</summary>
internal static class BrokerClient
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(3);

    public static IAdminClient Admin(string address) =>
        new AdminClientBuilder(new AdminClientConfig
        {
            BootstrapServers = address,
            ClientId = "pipeline-event-generator",
            SocketConnectionSetupTimeoutMs = (int)OneTry.TotalMilliseconds,
            ReconnectBackoffMaxMs = (int)LongestDelay.TotalMilliseconds,
        })
        .SetLogHandler(static (_, _) => { })
        .SetErrorHandler(static (_, _) => { })
        .Build();

    /// <summary>Asks until a broker answers, each time a little later.</summary>
    /// <exception cref="PipelineException">None answered in time (exit 3).</exception>
    public static async Task<Metadata> WaitAsync(IAdminClient admin, string address, TimeSpan patience, JobOutput output, CancellationToken cancellation)
    {
        var deadline = DateTime.UtcNow + patience;
        var delay = FirstDelay;
        for (var first = true; ; first = false)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return admin.GetMetadata(OneTry);
            }
            catch (KafkaException error) when (DateTime.UtcNow + delay < deadline)
            {
                if (first)
                    output.Line($"No broker answers at {address} yet ({error.Error.Reason}); asking again for up to {patience.TotalSeconds:0} s.");
            }
            catch (KafkaException error)
            {
                throw new PipelineException(
                    ExitCode.CannotConnect,
                    $"No broker answered at {address} within {patience.TotalSeconds:0} s: {error.Error.Reason}.",
                    "Start it, correct KAFKA_BOOTSTRAP_SERVERS, give it longer with --wait SECONDS, or use --embedded-broker.",
                    error);
            }

            await Task.Delay(delay, cancellation);
            delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, LongestDelay.Ticks));
        }
    }
}
