using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests;

public sealed class RunVerbTests(TestServers servers)
{
    [Fact]
    public async Task A_job_goes_to_the_servers_that_the_user_names_and_starts_none()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await using var mysql = await servers.CreateMySqlAsync();
        var home = await TestRunFolder.OfThisRun().ForOneTestAsync("unused");

        await using var process = JobProcess.Start(["run", "replication"], new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["POSTGRES_URL"] = Pipeline.Cli.Servers.ServerUrl.WithPassword(postgres.Reader),
            ["MYSQL_URL"] = Pipeline.Cli.Servers.ServerUrl.WithPassword(mysql.Owner),
            ["PIPELINE_HOME"] = home,
        });
        (await process.EndAsync()).ShouldEnd(ExitCode.Done);

        Directory.Exists(home).ShouldBeFalse();
    }

    [Fact]
    public async Task A_named_server_that_is_away_is_an_error_with_its_address()
    {
        await using var process = JobProcess.Start(["demo"], new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["POSTGRES_URL"] = "postgresql://someone:secret@127.0.0.1:1/shop",
            ["MYSQL_URL"] = "mysql://someone:secret@127.0.0.1:1/shop",
        });

        var result = (await process.EndAsync()).ShouldEnd(ExitCode.CannotConnect);

        result.Errors.ShouldContain("127.0.0.1:1");
        result.Errors.ShouldNotContain("secret");
    }
}
