using CommandLine;
using Pipeline.Common.Runs;

namespace Pipeline.KafkaToPostgres;

/// <summary>The command line of the events job.</summary>
public sealed class KafkaToPostgresOptions : RunOptions
{
    [Option("topic", MetaValue = "NAME", HelpText = "The topic to read (default: my_topic; to verify, the only one there is if my_topic was never read).")]
    public string? Topic { get; init; }

    [Option("from", MetaValue = "WHERE", HelpText = "Where the first run of a topic begins: earliest, latest, or an offset a partition as 0:17,1:20 (default: earliest). Later runs go on where the last one ended.")]
    public string? From { get; init; }

    [Option("max-offsets", MetaValue = "N", HelpText = "Read at most this many offsets; with --follow, at a time (default: all there are).")]
    public long? MaxOffsets { get; init; }

    [Option("pass-size", Hidden = true, HelpText = "Store at most this many offsets in one transaction.")]
    public long? PassSize { get; init; }

    [Option("follow", HelpText = "Go on: read what has come, wait, read again, until Ctrl-C or SIGTERM.")]
    public bool Follow { get; init; }

    [Option("interval", MetaValue = "SECONDS", HelpText = "With --follow: how long to wait when nothing has come (default: 5).")]
    public double? Interval { get; init; }

    [Option("wait", Default = 30, MetaValue = "SECONDS", HelpText = "How long a broker may be silent.")]
    public int Wait { get; init; } = 30;

    [Option("accept-loss", HelpText = "Go on behind offsets that the broker no longer holds; they are recorded as gaps.")]
    public bool AcceptLoss { get; init; }

    [Option("replay-rejected", HelpText = "Read no broker, but judge the rejected messages again, and store those that are events by now.")]
    public bool ReplayRejected { get; init; }

    [Option("verify", HelpText = "Store nothing, but check that every offset is stored exactly once and hold it against the broker; without KAFKA_BOOTSTRAP_SERVERS, the tables alone.")]
    public bool Verify { get; init; }
}
