namespace Pipeline.Cli.Spark;

/// <summary>Which library gives the jobs their <c>SparkSession</c>.</summary>
internal enum SparkBinding
{
    /// <summary>spark-jobs/Engines, through Spark Connect.</summary>
    Engines,

    /// <summary>The package Microsoft.Spark with its bridge jar.</summary>
    Microsoft,
}
