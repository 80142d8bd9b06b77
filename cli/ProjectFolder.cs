namespace Pipeline.Cli;

/// <summary>The checkout that the program was built from.</summary>
/// <param name="Root">The folder that holds Pipeline.sln.</param>
/// <param name="Private">Where private servers keep their data: <c>PIPELINE_HOME</c>, or <c>.pipeline</c> of the checkout.</param>
internal sealed record ProjectFolder(string Root, string Private)
{
    private const string Solution = "Pipeline.sln";

    /// <summary>Where Spark, Airflow and Kafka's jars are installed: <c>PIPELINE_INSTALLED</c>, else beside the data.</summary>
    public string Installed => Environment.GetEnvironmentVariable("PIPELINE_INSTALLED") is { Length: > 0 } named ? Path.GetFullPath(named) : Private;

    /// <summary>Where the broker of <c>up</c> keeps its data.</summary>
    public string Kafka => Path.Combine(Private, "kafka");

    /// <summary>Found from where the program stands, upwards; a program that was carried elsewhere works in the current folder.</summary>
    public static ProjectFolder Find()
    {
        var root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, Solution)))
            root = Path.GetDirectoryName(root);
        root ??= Environment.CurrentDirectory;
        var home = Environment.GetEnvironmentVariable("PIPELINE_HOME");
        return new ProjectFolder(root, string.IsNullOrWhiteSpace(home) ? Path.Combine(root, ".pipeline") : Path.GetFullPath(home));
    }
}
