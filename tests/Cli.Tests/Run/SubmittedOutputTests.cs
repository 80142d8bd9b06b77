using Pipeline.Cli.Run;

namespace Pipeline.Cli.Tests.Run;

/// <summary>What a job says under spark-submit, where one stream brings all of it.</summary>
public sealed class SubmittedOutputTests
{
    [Fact]
    public async Task Lines_are_output_and_an_error_is_not()
    {
        var (output, errors) = await PartAsync(false, "users: 10 rows", "error: it failed", "  do this", "   at Some.Where()");

        output.ShouldBe(["users: 10 rows"]);
        errors.ShouldBe(["error: it failed", "  do this", "   at Some.Where()"]);
    }

    [Fact]
    public async Task Output_is_the_result_alone_where_it_is_asked_for()
    {
        var (output, errors) = await PartAsync(true, "users: 10 rows", "{", "  \"tables\": [", "    {", "    }", "  ]", "}", "26/01/01 WARN Spark: {", "error: it failed");

        output.ShouldBe(["{", "  \"tables\": [", "    {", "    }", "  ]", "}"]);
        errors.ShouldBe(["users: 10 rows", "26/01/01 WARN Spark: {", "error: it failed"]);
    }

    private static async Task<(string[] Output, string[] Errors)> PartAsync(bool hasResult, params string[] lines)
    {
        using var joined = new StringReader(string.Join('\n', lines));
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        await new SubmittedOutput(hasResult).CopyAsync(joined, output, errors);
        return (Lines(output), Lines(errors));
    }

    private static string[] Lines(StringWriter writer) => writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
