namespace Pipeline.Events.Internal;

/// <summary>Counts the messages that one partition acknowledged.</summary>
internal sealed class PartitionTally
{
    private long _messages;
    private long _first = long.MaxValue;
    private long _last = -1;

    public void Add(long offset)
    {
        _messages++;
        _first = Math.Min(_first, offset);
        _last = Math.Max(_last, offset);
    }

    public PartitionDelivery Ended(int partition) => new(partition, _messages, _first, _last, 0);
}
