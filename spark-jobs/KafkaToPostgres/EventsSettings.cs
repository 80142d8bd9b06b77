using Pipeline.Common;
using Pipeline.KafkaToPostgres.Plan;

namespace Pipeline.KafkaToPostgres;

/// <summary>What a run does, checked once.</summary>
internal sealed record EventsSettings
{
    public const string ServersSetting = "KAFKA_BOOTSTRAP_SERVERS";

    /// <summary>Minutes of work on the slowest engine: a run that is killed loses no more, however much there was to read.</summary>
    private const long LargestPass = 5_000_000;

    private const string DefaultTopic = "my_topic";
    private const int LongestTopic = 249;

    private EventsSettings()
    {
    }

    public required EventsWork Work { get; init; }

    public required string Topic { get; init; }

    /// <summary>True when the user named it.</summary>
    public required bool TopicGiven { get; init; }

    /// <summary>host:port, or several by comma; empty for work that reads no broker, or for verifying where none is given.</summary>
    public required string Servers { get; init; }

    /// <summary>Where a topic without stored offsets begins.</summary>
    public required FirstStart First { get; init; }

    /// <summary>True when the user said where to begin.</summary>
    public required bool FirstGiven { get; init; }

    public required long? MaxOffsets { get; init; }

    /// <summary>How many offsets one transaction stores at most.</summary>
    public required long PassSize { get; init; }

    /// <summary>The pause between looks for new messages; null to read once.</summary>
    public required TimeSpan? Interval { get; init; }

    public required TimeSpan Wait { get; init; }

    public required bool AcceptLoss { get; init; }

    /// <summary>Checks the command line and the environment.</summary>
    /// <exception cref="PipelineException">A setting is missing or wrong (exit 2).</exception>
    public static EventsSettings Of(KafkaToPostgresOptions options, Func<string, string?> environment)
    {
        var work = WorkOf(options);
        if ((options.Topic ?? DefaultTopic) is not { Length: > 0 and <= LongestTopic } topic || !topic.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-'))
            throw Usage($"--topic {options.Topic} is no name of a topic.", "Topics are named by letters, digits, dots, underscores and hyphens, at most 249 of them.");
        if (options.MaxOffsets is <= 0)
            throw Usage($"--max-offsets is {options.MaxOffsets}.", "Give it a number above 0, or leave it out to read all there are.");
        if (options.PassSize is <= 0)
            throw Usage($"--pass-size is {options.PassSize}.", "Give it a number above 0.");
        if (options.Interval is { } interval && (!options.Follow || interval is not (> 0 and <= 86_400)))
            throw Usage($"--interval is {interval}{(options.Follow ? "" : " without --follow")}.", "Give it 0.1 to 86400 seconds, together with --follow.");
        if (options.Wait is < 1 or > 3600)
            throw Usage($"--wait is {options.Wait}.", "Give it 1 to 3600 seconds.");
        return new EventsSettings
        {
            Work = work,
            Topic = topic,
            TopicGiven = options.Topic is not null,
            Servers = ServersOf(work, environment),
            First = FirstStart.Parse(options.From ?? "earliest"),
            FirstGiven = options.From is not null,
            MaxOffsets = options.MaxOffsets,
            PassSize = options.PassSize ?? LargestPass,
            Interval = options.Follow ? TimeSpan.FromSeconds(options.Interval ?? 5) : null,
            Wait = TimeSpan.FromSeconds(options.Wait),
            AcceptLoss = options.AcceptLoss,
        };
    }

    private static EventsWork WorkOf(KafkaToPostgresOptions options) => (options.ReplayRejected, options.Verify, options.Follow) switch
    {
        (false, false, _) => EventsWork.Read,
        (true, false, false) => EventsWork.ReplayRejected,
        (false, true, false) => EventsWork.Verify,
        _ => throw Usage("--follow, --replay-rejected and --verify stand together.", "Give one of them."),
    };

    private static string ServersOf(EventsWork work, Func<string, string?> environment)
    {
        if (work is EventsWork.ReplayRejected)
            return "";
        var servers = environment(ServersSetting)?.Trim();
        if (string.IsNullOrEmpty(servers))
            return work is EventsWork.Verify ? "" : throw Usage($"{ServersSetting} is not set.", $"Set it to host:port of a broker; `./pipeline run events --embedded-broker --rate 100` starts one and says where.");
        return servers.Split(',').All(IsAddress)
            ? servers
            : throw Usage($"{ServersSetting} is {servers}, which is no address.", "Write host:port, several separated by commas.");
    }

    private static bool IsAddress(string server) =>
        server.Trim().LastIndexOf(':') is > 0 and var colon && ushort.TryParse(server.Trim().AsSpan(colon + 1), out var port) && port > 0;

    private static PipelineException Usage(string what, string remedy) => new(ExitCode.Usage, what, remedy);
}
