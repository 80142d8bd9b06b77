using CommandLine;
using Pipeline.Common;

namespace Pipeline.Cli.Drill;

/// <summary>The command line of <c>drill</c>.</summary>
internal sealed class DrillOptions : JobOptions
{
    [Option("faults", Separator = ',', MetaValue = "FAULT,…", HelpText =
        "Which faults: kill-driver, kill-connection, kill-executor, restart-postgres, restart-mysql, restart-kafka, lose-commit, two-at-once, fill-disk, slow-network (default: all).")]
    public IEnumerable<string> Faults { get; init; } = [];

    [Option("jobs", Separator = ',', MetaValue = "JOB,…", HelpText = "Which jobs: replication, analytics, kafka-to-postgres (default: all).")]
    public IEnumerable<string> Jobs { get; init; } = [];

    [Option("rounds", Default = 1, MetaValue = "N", HelpText = "How often each fault strikes each job.")]
    public int Rounds { get; init; }

    [Option("first-round", Default = 1, MetaValue = "N", HelpText = "Where the counting of rounds begins: to repeat a round without those before it.")]
    public int FirstRound { get; init; }

    [Option("seed", MetaValue = "S", HelpText = "Where the random moments come from; the same seed, the same moments (default: a new one, which is printed).")]
    public int? Seed { get; init; }

    [Option("on", Default = "embedded", MetaValue = "embedded|spark", HelpText = "What executes the jobs; spark is a cluster of the drill's own.")]
    public required string On { get; init; }

    [Option("here", HelpText = "Use the servers of the running `./pipeline up`, which then crash and restart; the drill works in a database and topics of its own.")]
    public bool Here { get; init; }

    [Option("yes", HelpText = "Do not ask before --here.")]
    public bool Yes { get; init; }
}
