namespace Pipeline.Cli.Spark;

/// <summary>Options of a JVM as the one text in which Spark's settings hold them.</summary>
internal static class JavaWords
{
    /// <summary>Joins words; one that Spark would split or bend stands in double quotes.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quoted));

    private static string Quoted(string word) => word.AsSpan().IndexOfAny(" \"'\\") < 0
        ? word
        : $"\"{word.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
