namespace Pipeline.Cli.Bench;

/// <summary>What <c>bench dag --json</c> prints; of each DAG the run of the median total.</summary>
internal sealed record DagFigures
{
    public required int Runs { get; init; }

    public required DagTimes Replication { get; init; }

    public required DagTimes Analytics { get; init; }

    public required DagTimes KafkaStream { get; init; }

    /// <summary>dag_kafka_stream with Spark's own scripts and settings; null without <c>--stock</c>.</summary>
    public DagTimes? Stock { get; init; }

    /// <summary>dag_kafka_stream's total as a part of the stock one.</summary>
    public double? RatioTotal => Stock is { } stock ? Math.Round(KafkaStream.Total / stock.Total, 3) : null;

    /// <summary>Its task's seconds as a part of the stock one's.</summary>
    public double? RatioTask => Stock is { } stock ? Math.Round(KafkaStream.Task / stock.Task, 3) : null;
}
