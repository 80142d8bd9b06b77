using System.Buffers;

namespace Pipeline.Spark.Sql.Embedded.Jdbc;

/// <summary>The name of a target table as a job writes it: <c>table</c> or <c>schema.table</c>, quoted or not.</summary>
internal static class TableName
{
    private static readonly SearchValues<char> NotPlain = SearchValues.Create(" ()\t\n;'\"`");

    public static string Quote(string name, char quote)
    {
        var parts = new List<string>();
        var rest = name.AsSpan().Trim();
        while (true)
        {
            var quoted = rest.Length > 1 && (rest[0] == '"' || rest[0] == '`');
            var end = quoted ? rest[1..].IndexOf(rest[0]) + 1 : rest.IndexOf('.');
            if (quoted && end < 1)
                throw Bad(name);
            var part = quoted ? rest[1..end] : end < 0 ? rest : rest[..end];
            if (part.IsEmpty || (!quoted && part.ContainsAny(NotPlain)))
                throw Bad(name);
            parts.Add(part.ToString());
            rest = quoted ? rest[(end + 1)..] : end < 0 ? [] : rest[end..];
            if (rest.IsEmpty)
                break;
            if (rest[0] != '.')
                throw Bad(name);
            rest = rest[1..];
        }
        var doubled = new string(quote, 2);
        return string.Join('.', parts.Select(part => $"{quote}{part.Replace(quote.ToString(), doubled, StringComparison.Ordinal)}{quote}"));
    }

    private static SparkEngineException Bad(string name) =>
        SparkEngineException.BadOption("dbtable", $"is {name}, which is no table to write to", "Write schema.table; quote a part that has spaces or points in it.");
}
