using System.Globalization;
using Pipeline.Common;

namespace Pipeline.KafkaToPostgres.Plan;

/// <summary>Where the first run of a topic begins.</summary>
internal sealed record FirstStart
{
    private readonly Dictionary<int, long>? _offsets;
    private readonly bool _latest;

    private FirstStart(bool latest, Dictionary<int, long>? offsets) => (_latest, _offsets) = (latest, offsets);

    /// <summary>Reads <c>earliest</c>, <c>latest</c> or <c>0:17,1:20</c>.</summary>
    /// <exception cref="PipelineException">It is none of these (exit 2).</exception>
    public static FirstStart Parse(string text) => text.Trim() switch
    {
        "earliest" => new(latest: false, null),
        "latest" => new(latest: true, null),
        var offsets => new(latest: false, Offsets(offsets)),
    };

    /// <summary>The first offset to read of a partition.</summary>
    /// <exception cref="PipelineException">The offsets given leave it out, or lie outside of what the broker holds (exit 2).</exception>
    public long Of(PartitionState partition, string topic)
    {
        if (_offsets is null)
            return _latest ? partition.End : partition.Begin;
        if (!_offsets.TryGetValue(partition.Number, out var offset))
            throw Usage(
                $"--from says nothing of partition {partition.Number} of {topic}.", "Name every partition, as 0:17,1:20, or say earliest or latest.");
        return offset >= partition.Begin && offset <= partition.End
            ? offset
            : throw Usage(
                $"--from begins partition {partition.Number} of {topic} at {offset}, but the broker holds {partition.Begin} to {partition.End - 1}.",
                $"Give an offset from {partition.Begin} to {partition.End}.");
    }

    /// <summary>Partitions that it names and the topic does not have.</summary>
    public IEnumerable<int> Beyond(IEnumerable<int> partitions) => (_offsets?.Keys ?? Enumerable.Empty<int>()).Except(partitions).Order();

    private static Dictionary<int, long> Offsets(string text)
    {
        var offsets = new Dictionary<int, long>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Split(':') is not [var number, var place]
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
                || !long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
                || !offsets.TryAdd(partition, offset))
                throw Usage($"--from is {text}.", "Write earliest, latest, or an offset for each partition once, as 0:17,1:20.");
        }
        return offsets;
    }

    private static PipelineException Usage(string what, string remedy) => new(ExitCode.Usage, what, remedy);
}
