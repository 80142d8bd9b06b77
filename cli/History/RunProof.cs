using System.Text.Json.Serialization;
using Pipeline.Common;

namespace Pipeline.Cli.History;

/// <summary>An attempt with what it left.</summary>
/// <param name="Run">The attempt.</param>
/// <param name="Tables">Its tables.</param>
/// <param name="Partitions">Its partitions pass by pass; of a run that follows a topic, which has any number, the newest.</param>
/// <param name="EarlierPartitions">How many more there are.</param>
internal sealed record RunProof(RecordedRun Run, IReadOnlyList<RecordedTable> Tables, IReadOnlyList<RecordedPartition> Partitions, long EarlierPartitions = 0)
{
    /// <summary>That there are more partitions; null where there are none.</summary>
    [JsonIgnore]
    public string? More => EarlierPartitions == 0
        ? null
        : $"The newest {Partitions.Count:N0} are shown; {Counted.Of(EarlierPartitions, "earlier one stands", "earlier ones stand")} in pipeline_run_partitions.";
}
