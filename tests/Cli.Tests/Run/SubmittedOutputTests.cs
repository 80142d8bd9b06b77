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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_that_was_killed_has_not_said_why(bool hasResult)
    {
        (await HasFailedAsync(hasResult, "users: 10 rows")).ShouldBeFalse();
        (await HasFailedAsync(hasResult, "users: 10 rows", "error: it failed", "  do this")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(137, "replication was killed on Spark by signal 9 (SIGKILL); what it was at work on is not published.")]
    [InlineData(143, "replication was ended on Spark by signal 15; what it was at work on is not published.")]
    [InlineData(1, "spark-submit ended with exit code 1, and replication did not say why.")]
    public void What_it_could_not_say_is_said_for_it(int exitCode, string what) => UnsaidEnd.Of("replication", exitCode).What.ShouldBe(what);

    private static async Task<bool> HasFailedAsync(bool hasResult, params string[] lines)
    {
        using var joined = new StringReader(string.Join('\n', lines));
        var submitted = new SubmittedOutput(hasResult);
        await submitted.CopyAsync(joined, TextWriter.Null, TextWriter.Null);
        return submitted.HasFailed;
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
