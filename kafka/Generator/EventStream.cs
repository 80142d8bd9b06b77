using Pipeline.Events.Internal;

namespace Pipeline.Events;

/// <summary>
/// The endless stream of a shop's user activity: many sessions, interleaved, in the order of time.
/// The same options give the same events, whoever asks and whenever.
/// </summary>
internal sealed class EventStream
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly EventStreamOptions _options;
    private readonly Session[] _open;
    private readonly bool[] _online;
    private readonly double _meanGap;
    private StableRandom _random;
    private long _sequence;
    private long _sessions;
    private double _elapsed;

    public EventStream(EventStreamOptions options)
    {
        _options = options;
        _random = new StableRandom(StableRandom.Mix((ulong)options.Seed));
        _meanGap = NanosecondsPerSecond / options.EventsPerSecond;
        _online = new bool[options.Users];
        _open = new Session[options.OpenSessions];
        for (var i = 0; i < _open.Length; i++)
            _open[i] = Begin();
    }

    /// <summary>The next event.</summary>
    public UserEvent Next()
    {
        var place = _random.Below(_open.Length);
        var session = _open[place];
        var (type, product, number) = session.Step(ref _random, _options.Products);
        var sequence = _sequence++;
        _elapsed += _meanGap * (0.5 + (_random.Below(1000) / 1000.0));
        var happened = new UserEvent(
            sequence,
            EventId.OfEvent(_options.Seed, sequence),
            session.User,
            type,
            product,
            session.Id,
            _options.Start.AddTicks((long)(_elapsed / 1000) * TimeSpan.TicksPerMicrosecond),
            session.Device,
            _random.Below(1 << 16),
            number);

        if (session.Over)
        {
            _online[session.User - 1] = false;
            _open[place] = Begin();
        }

        return happened;
    }

    /// <summary>Passes over events that an earlier run has sent.</summary>
    /// <exception cref="OperationCanceledException">It was stopped on the way.</exception>
    public void Skip(long events, CancellationToken stop)
    {
        for (var i = 0L; i < events; i++)
        {
            stop.ThrowIfCancellationRequested();
            Next();
        }
    }

    private Session Begin()
    {
        var user = _random.Popular(_options.Users);
        while (_online[user - 1])
            user = (user % _options.Users) + 1;
        _online[user - 1] = true;
        return new Session(EventId.OfSession(_options.Seed, _sessions++), user, _random.Below(1 << 16));
    }
}
