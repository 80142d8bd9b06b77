namespace Pipeline.Analytics.Definitions;

/// <summary>The comments at the head of a mart's query: <c>-- word: text</c> lines, then its columns, one a line.</summary>
internal sealed class MartHead
{
    private const string Comment = "--";
    private readonly string _file;
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly List<string> _columns = [];

    private MartHead(string file, string query)
    {
        _file = file;
        Query = query;
    }

    /// <summary>The lines under <c>-- columns:</c>.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>What follows the head.</summary>
    public string Query { get; }

    public static MartHead Parse(string file, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var comments = lines.TakeWhile(line => line.StartsWith(Comment, StringComparison.Ordinal)).Select(line => line[Comment.Length..].Trim()).ToList();
        var head = new MartHead(file, string.Join('\n', lines.Skip(comments.Count)).Trim().TrimEnd(';').TrimEnd());
        foreach (var line in comments)
            head.Add(line);

        if (head._columns.Count == 0)
            throw AnalyticsErrors.Malformed(file, "declares no column under -- columns:");
        return head.Query.Length > 0 ? head : throw AnalyticsErrors.Malformed(file, "holds no query");
    }

    public string? Optional(string word) => _words.GetValueOrDefault(word);

    public string Required(string word) =>
        Optional(word) is { Length: > 0 } text ? text : throw AnalyticsErrors.Malformed(_file, $"does not say -- {word}: at its head");

    private void Add(string line)
    {
        if (_words.ContainsKey("columns"))
        {
            _columns.Add(line);
            return;
        }

        var (word, text) = line.Split(':', 2) is [var before, var after] ? (before, after.Trim()) : (line, "");
        if (word is not ("grain" or "reads" or "key" or "days" or "columns") || !_words.TryAdd(word, text))
            throw AnalyticsErrors.Malformed(_file, $"begins with \"{line}\", which is none of grain, reads, key, days, columns, each once");
    }
}
