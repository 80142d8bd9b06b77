using System.Text;

namespace Pipeline.Events;

/// <summary>Turns the stream of events into messages, with a bad one in every so many.</summary>
internal sealed class EventMessages : IDisposable
{
    private readonly EventStream _stream;
    private readonly EventJson _json;
    private readonly byte[][] _keys;
    private readonly long _badEvery;
    private readonly BadKind[] _kinds;

    /// <summary>Begins at the first event.</summary>
    /// <param name="options">What determines the events.</param>
    /// <param name="badEvery">Every so many messages one is bad; 0 for none.</param>
    /// <param name="kinds">The kinds to take in turn; none for all.</param>
    public EventMessages(EventStreamOptions options, long badEvery = 0, IEnumerable<BadKind>? kinds = null)
    {
        _stream = new EventStream(options);
        _json = new EventJson(options.Seed);
        _keys = [.. Enumerable.Range(0, options.Users + 1).Select(user => Encoding.ASCII.GetBytes(user.ToString()))];
        _badEvery = badEvery;
        _kinds = [.. kinds ?? []];
        if (_kinds.Length == 0)
            _kinds = Enum.GetValues<BadKind>();
    }

    public EventMessage Next()
    {
        var happened = _stream.Next();
        var json = _json.Write(happened);
        var key = _keys[happened.User];
        if (_badEvery == 0 || (happened.Sequence + 1) % _badEvery != 0)
            return new EventMessage(key, json.ToArray(), happened.Type, null);

        var spoilt = happened.Sequence / _badEvery;
        var kind = _kinds[spoilt % _kinds.Length];
        return new EventMessage(key, BadMessages.Spoil(kind, json, spoilt / _kinds.Length), happened.Type, kind);
    }

    /// <summary>Passes over messages that an earlier run has sent.</summary>
    public void Skip(long messages, CancellationToken stop) => _stream.Skip(messages, stop);

    public void Dispose() => _json.Dispose();
}
