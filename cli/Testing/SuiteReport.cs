using System.Globalization;
using System.Text.Json;

namespace Pipeline.Cli.Testing;

/// <summary>How a suite, or all of them, ended.</summary>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">Tests that failed; a suite that broke counts as one.</param>
/// <param name="Skipped">Tests that said why they could not run.</param>
/// <param name="Failures">The failed ones.</param>
internal sealed record SuiteReport(int Passed, int Failed, int Skipped, IReadOnlyList<TestFailure> Failures)
{
    /// <summary>U+2400, the picture of NUL; those of the other control characters follow.</summary>
    private const char FirstPicture = '\u2400';

    /// <summary>Nothing to count: a check that is well.</summary>
    public static SuiteReport Well { get; } = new(0, 0, 0, []);

    /// <summary>The counts as one plain line.</summary>
    public string Counts => string.Create(
        CultureInfo.InvariantCulture, $"{Passed} passed, {Failed} failed{(Skipped > 0 ? $", {Skipped} skipped" : "")}");

    /// <summary>A suite or a check that failed as a whole.</summary>
    public static SuiteReport Broken(string name, string why) => new(0, 1, 0, [new TestFailure(name, why)]);

    /// <summary>All of them together.</summary>
    public static SuiteReport Sum(IReadOnlyCollection<SuiteReport> reports) => new(
        reports.Sum(report => report.Passed),
        reports.Sum(report => report.Failed),
        reports.Sum(report => report.Skipped),
        [.. reports.SelectMany(report => report.Failures)]);

    /// <summary>
    /// Reads what xUnit wrote in the Common Test Report Format (JSON). It writes control characters of a message as they are, which is no
    /// JSON: they become the pictures that stand for them, which speak to no terminal either.
    /// </summary>
    /// <exception cref="JsonException">The report was not written to its end.</exception>
    public static SuiteReport OfCtrf(string suite, string json)
    {
        using var document = JsonDocument.Parse(string.Create(json.Length, json, (shown, text) =>
        {
            for (var at = 0; at < shown.Length; at++)
                shown[at] = text[at] is < ' ' and not ('\n' or '\r' or '\t') ? (char)(FirstPicture + text[at]) : text[at];
        }));
        var results = document.RootElement.GetProperty("results");
        var summary = results.GetProperty("summary");
        List<TestFailure> failures =
        [
            .. results.GetProperty("tests").EnumerateArray().Where(test => Text(test, "status") is "failed").Select(Failure),
            .. ErrorsOutsideTests(suite, results),
        ];
        return new SuiteReport(Count(summary, "passed"), failures.Count, Count(summary, "skipped") + Count(summary, "pending"), failures);
    }

    /// <summary>Errors of fixtures and clean-up stand beside the tests, and no count of the report includes them.</summary>
    private static IEnumerable<TestFailure> ErrorsOutsideTests(string suite, JsonElement results) =>
        results.TryGetProperty("extra", out var extra) && extra.TryGetProperty("suites", out var suites)
            ? suites.EnumerateArray()
                .Where(one => one.TryGetProperty("errors", out _))
                .SelectMany(one => one.GetProperty("errors").EnumerateArray())
                .Select(error => new TestFailure($"{suite}, outside its tests", error.ToString()))
            : [];

    private static TestFailure Failure(JsonElement test) =>
        new(Text(test, "name") ?? "a test without a name", $"{Text(test, "message")}\n{Text(test, "trace")}".Trim());

    private static int Count(JsonElement summary, string name) => summary.TryGetProperty(name, out var count) ? count.GetInt32() : 0;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString() : null;
}
