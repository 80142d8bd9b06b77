using System.Text.RegularExpressions;

namespace Pipeline.Analytics.Definitions;

/// <summary>Reads the text of a mart's two files: the head of comments, the query, the checks.</summary>
internal static partial class MartText
{
    private const string CheckMark = "-- check:";

    /// <summary>Reads both files of one mart.</summary>
    /// <exception cref="Common.PipelineException">The text is not of the form (exit 2).</exception>
    public static Mart Parse(string name, string query, string checks)
    {
        var file = $"{name}.sql";
        var head = MartHead.Parse(file, query);
        var columns = head.Columns.Select(line => Column(file, line)).ToList();
        var mart = new Mart
        {
            Name = name,
            Grain = head.Required("grain"),
            Reads = [.. List(head.Required("reads")).Distinct(StringComparer.Ordinal)],
            Key = List(head.Required("key")),
            Days = head.Optional("days") is { } days ? Days(file, days) : null,
            Columns = columns,
            Query = head.Query,
            Checks = Checks($"{name}.checks.sql", checks),
        };
        if (mart.Key.FirstOrDefault(key => columns.TrueForAll(c => !string.Equals(c.Name, key, StringComparison.Ordinal))) is { } stranger)
            throw AnalyticsErrors.Malformed(file, $"has no column {stranger}, which its key names");
        return mart;
    }

    private static MartColumn Column(string file, string line) =>
        ColumnPattern().Match(line) is { Success: true } match
            ? new(match.Groups["name"].Value, match.Groups["type"].Value, match.Groups["required"].Success, match.Groups["comment"].Value)
            : throw AnalyticsErrors.Malformed(file, $"declares \"{line}\", which is not of the form name type [not null]: comment");

    private static MartDays Days(string file, string text) =>
        DaysPattern().Match(text) is { Success: true } match
            ? new(match.Groups["column"].Value, match.Groups["replica"].Value, match.Groups["source"].Value)
            : throw AnalyticsErrors.Malformed(file, $"says days: {text}, which is not of the form column = replica.column");

    private static List<MartCheck> Checks(string file, string text)
    {
        var parts = text.Split(CheckMark, StringSplitOptions.TrimEntries);
        if (parts.Length == 1 || parts[0].Length > 0)
            throw AnalyticsErrors.Malformed(file, $"does not begin with \"{CheckMark}\" and a sentence");
        return [.. parts.Skip(1).Select(part => Check(file, part))];
    }

    private static MartCheck Check(string file, string part)
    {
        var end = part.IndexOf('\n', StringComparison.Ordinal);
        var query = end < 0 ? "" : part[end..].Trim().TrimEnd(';').TrimEnd();
        return query.Length > 0
            ? new(part[..end].Trim(), query)
            : throw AnalyticsErrors.Malformed(file, $"has no query for the check \"{part}\"");
    }

    private static string[] List(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^(?<name>\w+) (?<type>[^:]+?)(?<required> not null)?: (?<comment>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ColumnPattern();

    [GeneratedRegex(@"^(?<column>\w+) = (?<replica>\w+)\.(?<source>\w+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DaysPattern();
}
