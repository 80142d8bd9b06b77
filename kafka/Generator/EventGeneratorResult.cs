namespace Pipeline.Events;

/// <summary>What a run of the generator did, as <c>--json</c> prints it.</summary>
/// <param name="Topic">Where the messages went.</param>
/// <param name="BootstrapServers">The broker.</param>
/// <param name="Messages">How many were handed to the client.</param>
/// <param name="Delivered">How many the broker acknowledged.</param>
/// <param name="Failed">How many it did not.</param>
/// <param name="Bad">How many were bad on purpose.</param>
/// <param name="Bytes">The bytes of keys and values, before compression.</param>
/// <param name="Seconds">From the first message to the last acknowledgement.</param>
/// <param name="EventsPerSecond">Delivered messages by seconds.</param>
/// <param name="PeakMb">The most memory this process had, in megabytes.</param>
/// <param name="ByType">Good events, by event_type.</param>
/// <param name="BadByKind">Bad messages, by kind.</param>
/// <param name="Partitions">What each partition acknowledged.</param>
public sealed record EventGeneratorResult(
    string Topic,
    string BootstrapServers,
    long Messages,
    long Delivered,
    long Failed,
    long Bad,
    long Bytes,
    double Seconds,
    double EventsPerSecond,
    long PeakMb,
    IReadOnlyDictionary<string, long> ByType,
    IReadOnlyDictionary<string, long> BadByKind,
    IReadOnlyList<PartitionDelivery> Partitions);
