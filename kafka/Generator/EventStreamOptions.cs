using Pipeline.Common;

namespace Pipeline.Events;

/// <summary>What determines every event of a stream.</summary>
internal sealed record EventStreamOptions
{
    /// <summary>The usual time between two events of one session.</summary>
    private const int SecondsBetweenSteps = 15;
    private const int Largest = 10_000_000;

    private EventStreamOptions()
    {
    }

    public required long Seed { get; init; }

    public required int Users { get; init; }

    public required int Products { get; init; }

    /// <summary>When the first event occurs.</summary>
    public required DateTime Start { get; init; }

    /// <summary>How many events occur in a second of the stream's own time.</summary>
    public required double EventsPerSecond { get; init; }

    /// <summary>How many sessions are open at once; a user has one at a time.</summary>
    public int OpenSessions => (int)Math.Clamp(EventsPerSecond * SecondsBetweenSteps, 1, Math.Max(1, Math.Min(20_000, Users / 2)));

    /// <summary>Checks the settings, which are named as on the command line.</summary>
    /// <exception cref="PipelineException">A setting is out of its range (exit 2).</exception>
    public static EventStreamOptions Of(
        long seed = 1, int users = 1000, int products = 200, double eventsPerSecond = 20, DateTimeOffset? start = null) => new()
        {
            Seed = seed,
            Users = users is >= 1 and <= Largest ? users : throw OutOfRange("users", users),
            Products = products is >= 1 and <= Largest ? products : throw OutOfRange("products", products),
            EventsPerSecond = eventsPerSecond is > 0 and <= Largest ? eventsPerSecond : throw OutOfRange("rate", eventsPerSecond),
            Start = (start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).UtcDateTime,
        };

    private static PipelineException OutOfRange(string option, double value) =>
        new(ExitCode.Usage, $"--{option} is {value:0.###}.", $"Give --{option} a number above 0 and at most 10,000,000.");
}
