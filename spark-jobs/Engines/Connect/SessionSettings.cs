namespace Pipeline.Spark.Sql.Connect;

/// <summary>The settings that a session on Spark has, whatever the job asks for besides.</summary>
internal static class SessionSettings
{
    // Options and statements stand in the pages of Spark's UI; whatever looks like a password there is blotted out.
    private const string Passwords = """(?i)"password"\s+value: "(?:\\.|[^"\\])*"|(?:password|pwd)=[^&"\s]*""";

    /// <summary>The name of the job's application; only a session's start can set it.</summary>
    public const string ApplicationName = "spark.app.name";

    private static readonly string[] Fixed = [ApplicationName, "spark.master", "spark.pipeline.memoryLimit"];

    /// <summary>What can be set in a session that runs.</summary>
    public static Dictionary<string, string> OfSession(IReadOnlyDictionary<string, string> asked)
    {
        var settings = asked.Where(setting => !Fixed.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            .ToDictionary(StringComparer.Ordinal);

        // As the embedded engine computes. A cluster set otherwise would give null, or another number, without a word.
        settings["spark.sql.ansi.enabled"] = "true";
        settings["spark.sql.decimalOperations.allowPrecisionLoss"] = "true";
        settings["spark.sql.redaction.string.regex"] = Passwords;
        return settings;
    }

    /// <summary>What a server that this program starts begins with.</summary>
    /// <param name="asked">What the job set.</param>
    /// <param name="token">What the server is to ask of callers.</param>
    public static Dictionary<string, string> OfServer(IReadOnlyDictionary<string, string> asked, string token) => new(OfSession(asked), StringComparer.Ordinal)
    {
        [ApplicationName] = asked.GetValueOrDefault(ApplicationName, "pipeline"),
        ["spark.connect.grpc.binding.address"] = "127.0.0.1",
        ["spark.connect.grpc.binding.port"] = "0",
        ["spark.connect.authenticate.token"] = token,
        ["spark.connect.session.manager.defaultSessionTimeout"] = "-1",
        ["spark.task.reaper.enabled"] = "true",
        ["spark.task.reaper.killTimeout"] = "3s",
        ["spark.task.reaper.pollingInterval"] = "1s",
    };
}
