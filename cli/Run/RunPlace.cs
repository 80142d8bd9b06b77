namespace Pipeline.Cli.Run;

/// <summary>What executes a job's DataFrames.</summary>
internal enum RunPlace
{
    /// <summary>This process.</summary>
    Embedded,

    /// <summary>An application of the cluster, brought there by spark-submit.</summary>
    Spark,

    /// <summary>A standing Connect server.</summary>
    Connect,
}
