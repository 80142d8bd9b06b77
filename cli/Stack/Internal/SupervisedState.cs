using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Cli.Stack.Internal;

/// <summary>A line of <c>supervisorctl status</c>.</summary>
internal sealed partial record SupervisedState(string Name, string State, int? ProcessNumber)
{
    public bool Runs => State is "RUNNING";

    /// <summary>True when the supervisor has given it up.</summary>
    public bool GivenUp => State is "FATAL";

    /// <summary>Reads it; null for a line that is about something else.</summary>
    public static SupervisedState? Parse(string line) => Line().Match(line) is { Success: true } match
        ? new(
            match.Groups["name"].Value,
            match.Groups["state"].Value,
            match.Groups["id"] is { Success: true } id ? int.Parse(id.Value, CultureInfo.InvariantCulture) : null)
        : null;

    [GeneratedRegex(@"^(?<name>\w+)\s+(?<state>[A-Z]+)(\s+pid (?<id>\d+),)?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Line();
}
