namespace Pipeline.Cli.Spark.Internal;

/// <summary>The few files of a SPARK_HOME that are not jars: spark-jobs/home, which the images take too.</summary>
internal static class SparkScripts
{
    public static string SparkSubmit { get; } = Text("bin/spark-submit");

    public static string SparkClass { get; } = Text("bin/spark-class");

    public static string ForgetWorkers { get; } = Text("bin/forget-workers");

    /// <summary>Warnings and errors, on standard error: standard output belongs to the job.</summary>
    public static string Logging { get; } = Text("log4j2.properties");

    /// <summary>What every cluster of ours is set to, as a Java properties file.</summary>
    public static string Settings { get; } = Text("cluster.conf");

    private static string Text(string file)
    {
        using var stream = typeof(SparkScripts).Assembly.GetManifestResourceStream($"home/{file}")
            ?? throw new InvalidOperationException($"This program was built without spark-jobs/home/{file}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
