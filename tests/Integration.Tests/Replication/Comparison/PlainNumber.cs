using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Integration.Tests.Replication.Comparison;

/// <summary>A number's text without regard to how it is written: digits without outer zeros, and the place of the point.</summary>
internal static partial class PlainNumber
{
    public static string Of(string text)
    {
        var match = Number().Match(text);
        match.Success.ShouldBeTrue($"{text} is no number");
        var whole = match.Groups["whole"].Value;
        var digits = (whole + match.Groups["fraction"].Value).TrimStart('0');
        if (digits.Length == 0)
            return "0";

        var exponent = match.Groups["exponent"] is { Success: true } e ? int.Parse(e.Value, CultureInfo.InvariantCulture) : 0;
        exponent -= match.Groups["fraction"].Length;
        var significant = digits.TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture, $"{match.Groups["sign"].Value}{significant}e{exponent + digits.Length - significant.Length}");
    }

    [GeneratedRegex(@"^(?<sign>-?)(?<whole>\d*)(\.(?<fraction>\d*))?([eE](?<exponent>[-+]?\d+))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
