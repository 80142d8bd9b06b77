using CommandLine;
using Pipeline.Common;

namespace Pipeline.Events;

/// <summary>The command line of the events' generator.</summary>
internal sealed class EventGeneratorOptions : JobOptions
{
    [Option("topic", Default = "my_topic", HelpText = "Where the events go; made when it is not there.")]
    public required string Topic { get; init; }

    [Option("partitions", Default = 4, HelpText = "Partitions of a topic that has to be made (an embedded broker always makes 4).")]
    public int Partitions { get; init; }

    [Option("bootstrap-servers", HelpText = "The broker, host:port; else KAFKA_BOOTSTRAP_SERVERS.")]
    public string? BootstrapServers { get; init; }

    [Option("embedded-broker", HelpText = "Start a broker inside this process, for this machine only; it lives until Ctrl-C.")]
    public bool EmbeddedBroker { get; init; }

    [Option("folder", Default = ".pipeline", HelpText = "Where an embedded broker leaves its address for other programs.")]
    public required string Folder { get; init; }

    [Option("allow-loss", HelpText = "Send even what an embedded broker has no room to keep.")]
    public bool AllowLoss { get; init; }

    [Option("count", HelpText = "How many messages; without it the stream is endless and needs --rate.")]
    public long? Count { get; init; }

    [Option("rate", HelpText = "Messages a second, 0 for the topic alone; without it as fast as the broker takes them.")]
    public double? Rate { get; init; }

    [Option("seed", Default = 1L, HelpText = "The same seed, users, products, rate and start give the same events.")]
    public long Seed { get; init; }

    [Option("skip", HelpText = "Pass over so many messages that an earlier run of the same seed has sent.")]
    public long Skip { get; init; }

    [Option("users", Default = 1000, HelpText = "user_id is from 1 to this.")]
    public int Users { get; init; }

    [Option("products", Default = 200, HelpText = "product_id is from 1 to this.")]
    public int Products { get; init; }

    [Option("start", HelpText = "When the first event occurs, ISO 8601, or `now`; default 2026-01-01T00:00:00Z.")]
    public string? Start { get; init; }

    [Option("bad-every", HelpText = "Make one message in so many a bad one, of each kind in turn.")]
    public long BadEvery { get; init; }

    [Option("bad-kinds", Separator = ',', HelpText = "Only these kinds of bad messages, for example NotJson,EscapedNul,HugeMessage.")]
    public IEnumerable<BadKind> BadKinds { get; init; } = [];

    [Option("compression", Default = Compression.Lz4, HelpText = "None, Lz4, Zstd, Snappy or Gzip.")]
    public Compression Compression { get; init; }

    [Option("wait", Default = 60, HelpText = "Seconds to wait for a broker that is away, at the start and in between.")]
    public int Wait { get; init; }
}
