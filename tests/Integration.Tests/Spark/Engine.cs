namespace Pipeline.Integration.Tests.Spark;

/// <summary>The three ways in which a job's DataFrames are executed.</summary>
public enum Engine
{
    /// <summary>In the job's process.</summary>
    Embedded,

    /// <summary>As an application of the cluster, by spark-submit.</summary>
    Spark,

    /// <summary>On the standing Connect server.</summary>
    Connect,
}
