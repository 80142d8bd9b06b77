using System.Globalization;
using Pipeline.Common;

namespace Pipeline.Events;

/// <summary>What one run of the generator shall do: the command line, checked.</summary>
internal sealed record EventRun
{
    private const string AddressSetting = "KAFKA_BOOTSTRAP_SERVERS";

    /// <summary>The pace of a stream's own clock when no --rate is given.</summary>
    private const double UsualRate = 20;

    private EventRun()
    {
    }

    public required string Topic { get; init; }

    public required int Partitions { get; init; }

    /// <summary>Null for an endless run.</summary>
    public required long? Count { get; init; }

    /// <summary>Null for as fast as it goes; 0 for an endless run that sends nothing.</summary>
    public required double? Rate { get; init; }

    public required long Skip { get; init; }

    public required long BadEvery { get; init; }

    public required IReadOnlyList<BadKind> BadKinds { get; init; }

    public required EventStreamOptions Stream { get; init; }

    public required Compression Compression { get; init; }

    public required TimeSpan Wait { get; init; }

    public required bool AllowLoss { get; init; }

    /// <summary>Checks the command line.</summary>
    /// <exception cref="PipelineException">A setting is missing or out of its range (exit 2).</exception>
    public static EventRun From(EventGeneratorOptions options, TimeProvider clock)
    {
        if (options.Count is null && options.Rate is null)
            throw Usage("Neither --count nor --rate is given.", "Give --count N for so many messages, or --rate N for so many a second until Ctrl-C.");
        return new EventRun
        {
            Topic = options.Topic,
            Partitions = InRange("partitions", options.Partitions, 1, 10_000),
            Count = options.Count is { } count ? InRange("count", count, 1, long.MaxValue) : null,
            Rate = options.Rate,
            Skip = InRange("skip", options.Skip, 0, long.MaxValue),
            BadEvery = InRange("bad-every", options.BadEvery, 0, long.MaxValue),
            BadKinds = [.. options.BadKinds],
            Stream = EventStreamOptions.Of(options.Seed, options.Users, options.Products, PaceOf(options), StartOf(options.Start, clock)),
            Compression = options.Compression,
            Wait = TimeSpan.FromSeconds(InRange("wait", options.Wait, 1, 86_400)),
            AllowLoss = options.AllowLoss,
        };
    }

    /// <summary>The broker's address, from the option or the environment.</summary>
    /// <exception cref="PipelineException">Neither names one (exit 2).</exception>
    public static string AddressOf(EventGeneratorOptions options)
    {
        var address = options.BootstrapServers ?? Environment.GetEnvironmentVariable(AddressSetting);
        return string.IsNullOrWhiteSpace(address)
            ? throw Usage($"{AddressSetting} is not set.", "Set it to host:port of a broker, or add --embedded-broker to have one inside this process.")
            : address;
    }

    /// <summary>A stream of which nothing is sent has a clock all the same.</summary>
    private static double PaceOf(EventGeneratorOptions options) => options is { Rate: 0, Count: null } ? UsualRate : options.Rate ?? UsualRate;

    private static DateTimeOffset? StartOf(string? text, TimeProvider clock) => text switch
    {
        null => null,
        "now" => clock.GetUtcNow(),
        _ when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start) => start,
        _ => throw Usage($"--start is `{text}`, which is no time.", "Write it as 2026-01-01T00:00:00Z, or `now`."),
    };

    private static T InRange<T>(string option, T value, T least, T most)
        where T : IComparable<T> => value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
        ? value
        : throw Usage($"--{option} is {value}.", $"Give --{option} a number from {least} to {most}.");

    private static PipelineException Usage(string what, string remedy) => new(ExitCode.Usage, what, remedy);
}
