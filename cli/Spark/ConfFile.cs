using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Spark;

/// <summary>Spark's settings as a Java properties file that only its owner may read.</summary>
internal static partial class ConfFile
{
    /// <summary>The text: a line each, with what Java would take for an escape doubled, and a letter beyond ASCII by its number.</summary>
    public static string Text(IEnumerable<KeyValuePair<string, string>> settings) =>
        string.Concat(settings.Select(setting => $"{setting.Key}={Escaped(setting.Value)}\n"));

    /// <summary>The settings of such a text; empty lines and comments are passed over.</summary>
    public static IDictionary<string, string> Parse(string text) => text.Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('=', 2))
        .ToDictionary(parts => parts[0], parts => Escape().Replace(parts[1], Unescaped), StringComparer.Ordinal);

    /// <summary>Writes it in one step: a reader sees the old settings or the new ones.</summary>
    public static void Write(string path, IEnumerable<KeyValuePair<string, string>> settings)
    {
        var unfinished = $"{path}.{Environment.ProcessId}";
        ServerFolder.WriteSecretly(unfinished, Encoding.Latin1.GetBytes(Text(settings)));
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Copies settings with another value for some of them; the copy is as secret as the original.</summary>
    public static void WriteWith(string from, string to, IReadOnlyCollection<string> names, string value) => ServerFolder.WriteSecretly(
        to,
        Encoding.Latin1.GetBytes(string.Concat(File.ReadLines(from, Encoding.Latin1)
            .Select(line => line.Split('=', 2))
            .Select(setting => $"{setting[0]}={(names.Contains(setting[0], StringComparer.Ordinal) ? Escaped(value) : setting[1])}\n"))));

    private static string Escaped(string value)
    {
        if (value.Any(char.IsControl))
            throw new ArgumentException("A setting must be of printable characters.", nameof(value));
        return string.Concat(value.Select(one => one switch
        {
            '\\' => @"\\",
            > '~' => $"\\u{(int)one:x4}",
            _ => one.ToString(),
        }));
    }

    private static string Unescaped(Match escape) => escape.Groups["code"] is { Success: true, Value: var code }
        ? ((char)int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
        : escape.Value[1..];

    [GeneratedRegex(@"\\(?:u(?<code>[0-9A-Fa-f]{4})|.)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Escape();
}
