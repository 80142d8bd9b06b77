namespace Pipeline.Integration.Tests.Spark;

/// <summary>Who dies in the middle of a job.</summary>
public enum Victim
{
    /// <summary>The C# process that PythonRunner started.</summary>
    Driver,

    /// <summary>The JVM of spark-submit.</summary>
    Jvm,

    /// <summary>The JVM that works for the application.</summary>
    Executor,

    /// <summary>Who starts executors.</summary>
    Worker,

    /// <summary>Who knows workers and applications.</summary>
    Master,
}
