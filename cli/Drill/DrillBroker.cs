using System.Diagnostics;
using Confluent.Kafka;
using Pipeline.Cli.Brokers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;
using Pipeline.Events;

namespace Pipeline.Cli.Drill;

/// <summary>The broker of a drill: a real one where it is to crash or Spark reads from it, else the embedded one.</summary>
internal sealed class DrillBroker : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly EmbeddedBroker? _embedded;
    private readonly Func<CancellationToken, Task>? _crash;
    private readonly Func<Task>? _stop;
    private readonly string _folder;

    private DrillBroker(string folder, string servers, EmbeddedBroker? embedded, Func<CancellationToken, Task>? crash, Func<Task>? stop, string whyNoCrash) =>
        (_folder, BootstrapServers, _embedded, _crash, _stop, WhyNoCrash) = (folder, servers, embedded, crash, stop, whyNoCrash);

    public string BootstrapServers { get; }

    /// <summary>Where the generator looks for the embedded one.</summary>
    public string Folder => _folder;

    /// <summary>Why it cannot be made to crash; empty where it can.</summary>
    public string WhyNoCrash { get; }

    /// <summary>Starts one; a real one falls back to the embedded one where Java or Maven are missing.</summary>
    public static async Task<DrillBroker> StartAsync(ProjectFolder project, string folder, bool real, Outages outages, JobContext context)
    {
        if (!real)
            return Embedded(folder, "the broker is embedded");
        try
        {
            var installation = await KafkaInstallation.EnsureAsync(project.Root, project.Installed, context.Output.Line, context.Cancellation);
            await NativeKafka.StopAsync(folder, context.Cancellation);
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            var ports = BrokerPorts.Free();
            var kafka = await NativeKafka.StartAsync(installation, folder, ports, context.Cancellation);
            return new(folder, kafka.BootstrapServers, null, CrashAsync, () => kafka.StopAsync(CancellationToken.None), "");

            Task CrashAsync(CancellationToken cancellation) => outages.DuringAsync(async () =>
            {
                if (kafka.ProcessId is { } process)
                    LibC.Signal(process, LibC.Kill);
                await StartAgainAsync(() => NativeKafka.StartAsync(installation, folder, ports, cancellation), cancellation);
            });
        }
        catch (PipelineException missing) when (missing.Code == ExitCode.CannotConnect)
        {
            return Embedded(folder, $"no real broker: {missing.Message}");
        }
    }

    /// <summary>The broker of the running stack.</summary>
    public static DrillBroker Here(string folder, string servers, Func<CancellationToken, Task> crash) => new(folder, servers, null, crash, null, "");

    /// <summary>Ends it at once and returns when it is back.</summary>
    public Task CrashAsync(CancellationToken cancellation) => _crash!(cancellation);

    /// <summary>What each partition of a topic holds: its first offset and the one after its last.</summary>
    public IReadOnlyDictionary<int, (long Low, long High)> Offsets(string topic)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig { BootstrapServers = BootstrapServers, GroupId = "pipeline drill" })
            .SetLogHandler(static (_, _) => { })
            .SetErrorHandler(static (_, _) => { })
            .Build();
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var partitions = admin.GetMetadata(topic, Patience).Topics.Single().Partitions;
        return partitions.ToDictionary(partition => partition.PartitionId, partition =>
        {
            var marks = consumer.QueryWatermarkOffsets(new TopicPartition(topic, partition.PartitionId), Patience);
            return (marks.Low.Value, marks.High.Value);
        });
    }

    public async ValueTask DisposeAsync()
    {
        _embedded?.Dispose();
        if (_stop is not null)
            await _stop();
    }

    // A client that calls for the dead broker may get its very port as its own end, and hold it for a moment.
    private static async Task StartAgainAsync(Func<Task> start, CancellationToken cancellation)
    {
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(Pause, cancellation))
        {
            try
            {
                await start();
                return;
            }
            catch (PipelineException error) when (error.Code == ExitCode.CannotConnect && Stopwatch.GetElapsedTime(began) < Patience)
            {
                // Once more.
            }
        }
    }

    private static DrillBroker Embedded(string folder, string whyNoCrash)
    {
        var broker = EmbeddedBroker.Start(folder);
        return new(folder, broker.BootstrapServers, broker, null, null, whyNoCrash);
    }
}
