namespace Pipeline.Spark.Sql.Connect.Gateway;

/// <summary>Values as the gateway's text protocol writes them: a letter for the type, then the value.</summary>
internal static class GatewayText
{
    public static string Text(string value) => "s" + value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\r", "\\r", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>An object of the JVM, by the name that it was returned under.</summary>
    public static string Reference(string name) => "r" + name;

    public static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var plain = new System.Text.StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            _ = plain.Append(text[index] is '\\' && index + 1 < text.Length
                ? text[++index] switch { 'n' => '\n', 'r' => '\r', var other => other }
                : text[index]);
        }
        return plain.ToString();
    }
}
