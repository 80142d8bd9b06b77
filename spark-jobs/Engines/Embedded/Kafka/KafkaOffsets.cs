using System.Globalization;
using System.Text.Json;
using Confluent.Kafka;

namespace Pipeline.Spark.Sql.Embedded.Kafka;

/// <summary>One end of a range: an offset for each partition (-2 for its first, -1 for its end), or one word for all of them.</summary>
internal sealed record KafkaOffsets
{
    private readonly IReadOnlyDictionary<int, long>? _byPartition;
    private readonly long _forAll;
    private readonly string _option;

    private KafkaOffsets(string option, long forAll, IReadOnlyDictionary<int, long>? byPartition) =>
        (_option, _forAll, _byPartition) = (option, forAll, byPartition);

    /// <summary>Reads <c>earliest</c>, <c>latest</c> or <c>{"topic": {"0": 17, "1": -2}}</c>.</summary>
    public static KafkaOffsets Parse(string option, string text, string topic) => text.Trim() switch
    {
        "earliest" => new(option, Offset.Beginning, null),
        "latest" => new(option, Offset.End, null),
        ['{', ..] json => new(option, 0, Partitions(option, json, topic)),
        _ => throw Malformed(option, topic),
    };

    /// <summary>The offset of a partition, still with the two special numbers.</summary>
    /// <exception cref="SparkEngineException">The option leaves the partition out.</exception>
    public long Of(int partition)
    {
        if (_byPartition is null)
            return _forAll;
        return _byPartition.TryGetValue(partition, out var offset)
            ? offset
            : throw SparkEngineException.BadOption(
                _option, $"says nothing of partition {partition}", "Name every partition of the topic; -2 stands for its first offset, -1 for its end.");
    }

    /// <summary>Throws when a partition is named that the topic does not have.</summary>
    public void Check(IReadOnlyCollection<int> partitions, string topic)
    {
        if (_byPartition?.Keys.Where(named => !partitions.Contains(named)).ToArray() is [var unknown, ..])
            throw SparkEngineException.BadOption(_option, $"names partition {unknown}, which {topic} does not have", "Name exactly the partitions of the topic.");
    }

    private static Dictionary<int, long> Partitions(string option, string json, string topic)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.EnumerateObject().ToArray() is not [var only] || only.Name != topic)
                throw Malformed(option, topic);
            return only.Value.EnumerateObject().ToDictionary(
                entry => int.Parse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture),
                entry => entry.Value.GetInt64() is >= -2 and var offset ? offset : throw Malformed(option, topic));
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw Malformed(option, topic);
        }
    }

    private static SparkEngineException Malformed(string option, string topic) => SparkEngineException.BadOption(
        option, "is not of the form it takes", $"Set it to earliest, latest, or {{\"{topic}\": {{\"0\": 17, \"1\": -2}}}}, an offset a partition.");
}
