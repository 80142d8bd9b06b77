namespace Pipeline.Events.Internal;

/// <summary>What was sent, by type and by kind.</summary>
internal sealed class EventCounts
{
    private readonly long[] _types = new long[Enum.GetValues<EventType>().Length];
    private readonly long[] _kinds = new long[Enum.GetValues<BadKind>().Length];

    /// <summary>Bytes of keys and values.</summary>
    public long Bytes { get; private set; }

    public long Bad => _kinds.Sum();

    public void Add(in EventMessage message)
    {
        Bytes += message.Key.Length + (message.Value?.Length ?? 0);
        if (message.Bad is { } kind)
            _kinds[(int)kind]++;
        else
            _types[(int)message.Type]++;
    }

    public IReadOnlyDictionary<string, long> ByType() => Named(_types, index => ((EventType)index).Name);

    public IReadOnlyDictionary<string, long> BadByKind() => Named(_kinds, index => ((BadKind)index).Name);

    private static Dictionary<string, long> Named(long[] counts, Func<int, string> name) =>
        counts.Index().Where(count => count.Item > 0).ToDictionary(count => name(count.Index), count => count.Item, StringComparer.Ordinal);
}
