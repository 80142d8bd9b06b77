using MySqlConnector;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Analytics;

/// <summary>What a server does to a run decides its exit code, and so whether Airflow tries again.</summary>
public sealed class EndingTests(TestServers servers)
{
    /// <summary>The numbers of an error say what it is, whichever server it comes from.</summary>
    [Theory]
    [InlineData(1040, "MySQL: words.")]
    [InlineData(1203, "MySQL: words.")]
    [InlineData(1213, "(deadlock)")]
    [InlineData(1290, "MySQL: words.")]
    [InlineData(1317, "MySQL ended a query of the run: words.")]
    [InlineData(1665, "MySQL writes its log by statements")]
    [InlineData(1792, "MySQL: words.")]
    [InlineData(1969, "MySQL ended a query of the run: words.")]
    [InlineData(3024, "MySQL ended a query of the run: words.")]
    [InlineData(4031, "was lost or refused: words")]
    public async Task What_a_retry_may_help_is_told_so(int number, string text)
    {
        await using var shop = await MartShop.OpenAsync(servers);

        var error = await Should.ThrowAsync<MySqlException>(() => shop.ExecuteAsync($"signal sqlstate 'HY000' set mysql_errno = {number}, message_text = 'words'"));

        var known = ServerErrors.Explain(error).ShouldNotBeNull();
        known.Code.ShouldBe(ExitCode.CannotConnect);
        known.Message.ShouldContain(text);
    }

    [Fact]
    public async Task A_comparison_whose_connection_is_ended_fails_for_a_retry()
    {
        await using var shop = await MartShop.OpenAsync(servers);
        (await shop.RunAsync()).ShouldEnd(ExitCode.Done);
        await shop.SlowDownAsync();

        await using var process = shop.Start("--recompute");
        await shop.EndHolderAsync("analytics");

        (await process.EndAsync()).ShouldEnd(ExitCode.CannotConnect);
    }

    [Fact]
    public async Task An_attempt_is_recorded_once()
    {
        await using var shop = await MartShop.OpenAsync(servers);
        string[] attempt = ["--run-id", "mine", "--attempt", "2"];
        (await shop.RunAsync(attempt)).ShouldEnd(ExitCode.Done);

        (await shop.RunAsync(attempt)).ShouldEnd(ExitCode.Usage).Errors.ShouldContain("pipeline_runs has an attempt 2 of the run mine already.");

        (await shop.ScalarAsync("select outcome from pipeline_runs where run_id = 'mine'")).ShouldBe("done");
    }
}
