using System.Text;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Spark;

/// <summary>Spark's settings as a Java properties file that only its owner may read.</summary>
internal static class ConfFile
{
    /// <summary>The text: a line each, with what Java would take for an escape doubled.</summary>
    public static string Text(IEnumerable<KeyValuePair<string, string>> settings) =>
        string.Concat(settings.Select(setting => $"{setting.Key}={Escaped(setting.Value)}\n"));

    /// <summary>The settings of such a text; empty lines and comments are passed over.</summary>
    public static IDictionary<string, string> Parse(string text) => text.Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('=', 2))
        .ToDictionary(parts => parts[0], parts => parts[1].Replace(@"\\", "\\", StringComparison.Ordinal), StringComparer.Ordinal);

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
        if (value.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0)
            throw new ArgumentException("A setting must be of printable ASCII characters.", nameof(value));
        return value.Replace("\\", @"\\", StringComparison.Ordinal);
    }
}
