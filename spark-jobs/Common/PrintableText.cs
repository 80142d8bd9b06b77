using System.Globalization;
using System.Text;

namespace Pipeline.Common;

/// <summary>Values of tables as they may stand in a line of a terminal or a log: none can begin another line, or speak to the terminal.</summary>
public static class PrintableText
{
    /// <summary>How much of a value is shown where rows are.</summary>
    public const int LongestValue = 60;

    /// <summary>A value as it is, or its beginning where it is long.</summary>
    public static string Cut(string value)
    {
        if (value.Length <= LongestValue)
            return value;
        var end = char.IsHighSurrogate(value[LongestValue - 1]) ? LongestValue - 1 : LongestValue;
        return $"{value[..end]}…";
    }

    /// <summary>The text with control characters, line separators and overrides of the direction as escapes; all else, of any language, as it is.</summary>
    public static string Of(string text)
    {
        if (!text.Any(IsEscaped))
            return text;

        var printable = new StringBuilder(text.Length + 16);
        foreach (var one in text)
        {
            if (IsEscaped(one))
                printable.Append(Escape(one));
            else
                printable.Append(one);
        }
        return printable.ToString();
    }

    private static bool IsEscaped(char one) =>
        char.IsControl(one) || one is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static string Escape(char one) => one switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)one:x4}"),
    };
}
