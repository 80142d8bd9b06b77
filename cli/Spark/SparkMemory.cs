namespace Pipeline.Cli.Spark;

/// <summary>How much each process may hold, so that a cluster on one machine leaves room for the databases.</summary>
internal static class SparkMemory
{
    /// <summary>Heap of the master and of the worker, which only keep accounts.</summary>
    public const string Daemon = "256m";

    public const string Driver = "512m";

    /// <summary>Heap of an executor; with what a JVM needs beside it, it stays within 1 GB.</summary>
    public const string Executor = "640m";

    /// <summary>What the worker hands out: three executors, for a standing Connect server and two submitted applications.</summary>
    public const string Worker = "2g";

    /// <summary>Cores of one application.</summary>
    public static int CoresOfApplication => Environment.ProcessorCount;

    /// <summary>Cores the worker hands out: a standing Connect server holds its own without keeping a submitted application waiting.</summary>
    public static int CoresOfWorker => 3 * Environment.ProcessorCount;
}
