namespace Pipeline.KafkaToPostgres;

/// <summary>The one statement that tells events from other messages: <c>events.sql</c>.</summary>
internal static class MessageParser
{
    /// <summary>What the statement calls the messages.</summary>
    public const string View = "messages";

    /// <summary>Spark SQL over messages as the kafka source gives them, headers included.</summary>
    public static string Sql { get; } = Read();

    /// <summary>The same, keeping of every event the message that it came as.</summary>
    public static string SqlKeepingMessages { get; } = Sql.Replace("or is_delicate", "or true", StringComparison.Ordinal);

    /// <summary>The same over rejected messages, whose headers are JSON already.</summary>
    public static string SqlOfRejected { get; } = Sql.Replace("to_json(headers)", "headers", StringComparison.Ordinal);

    private static string Read()
    {
        using var resource = typeof(MessageParser).Assembly.GetManifestResourceStream("events.sql")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
