using System.Text.Json;
using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests;

public sealed class VerifyVerbTests(TestServers servers)
{
    [Fact]
    public async Task Without_a_subject_all_are_verified_and_one_that_fails_hides_none()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await using var mysql = await servers.CreateMySqlAsync();
        (await JobProcess.RunAsync("generate", postgres.Superuser, mysql.Owner, "--orders", "100")).ShouldEnd(ExitCode.Done);
        (await JobProcess.RunAsync("replication", postgres.Superuser, mysql.Owner)).ShouldEnd(ExitCode.Done);
        (await JobProcess.RunAsync("analytics", postgres.Superuser, mysql.Owner)).ShouldEnd(ExitCode.Done);

        var unread = (await VerifyAsync(postgres, mysql)).ShouldEnd(ExitCode.DataRefused);
        unread.Output.ShouldContain("replication: verified, analytics: verified, events: not verified, exit code 4");
        unread.Errors.ShouldContain("Nothing of my_topic is stored");

        await mysql.ExecuteAsync("delete from users_replica limit 1");
        await mysql.ExecuteAsync("drop table daily_sales_analytics");
        await postgres.ExecuteAsync("drop table kafka_offsets");

        var damaged = (await VerifyAsync(postgres, mysql, "--json")).ShouldEnd(ExitCode.ProofFailed);
        using var result = JsonDocument.Parse(damaged.Output);
        result.RootElement.GetProperty("exit_code").GetInt32().ShouldBe(5);
        var subjects = result.RootElement.GetProperty("subjects");
        subjects.GetProperty("replication").GetProperty("exit_code").GetInt32().ShouldBe(5);
        subjects.GetProperty("replication").GetProperty("result").GetProperty("tables").GetArrayLength().ShouldBe(4);
        subjects.GetProperty("analytics").GetProperty("exit_code").GetInt32().ShouldNotBe(0);
        subjects.GetProperty("events").GetProperty("exit_code").GetInt32().ShouldBe(3);
        damaged.Errors.ShouldContain("users_replica differs");
        damaged.Errors.ShouldContain("init_postgres.sql");
    }

    [Fact]
    public async Task It_stays_in_this_process_whatever_server_the_shell_knows_of()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await using var mysql = await servers.CreateMySqlAsync();
        (await JobProcess.RunAsync("generate", postgres.Superuser, mysql.Owner, "--orders", "10")).ShouldEnd(ExitCode.Done);
        (await JobProcess.RunAsync("replication", postgres.Superuser, mysql.Owner)).ShouldEnd(ExitCode.Done);
        (await JobProcess.RunAsync("analytics", postgres.Superuser, mysql.Owner)).ShouldEnd(ExitCode.Done);

        var verified = await VerifyAsync(new(StringComparer.Ordinal)
        {
            ["POSTGRES_URL"] = postgres.Superuser.WithPassword(),
            ["MYSQL_URL"] = mysql.Owner.WithPassword(),
            ["SPARK_REMOTE"] = "sc://127.0.0.1:1",
        });

        verified.Output.ShouldContain("replication: verified, analytics: verified");
    }

    [Fact]
    public async Task Where_only_PostgreSQL_is_named_no_MySQL_is_made_and_its_subjects_have_nothing_to_verify()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        var home = await TestRunFolder.OfThisRun().ForOneTestAsync("unused");
        Dictionary<string, string> environment = new(StringComparer.Ordinal)
        {
            ["POSTGRES_URL"] = postgres.Superuser.WithPassword(),
            ["MYSQL_URL"] = "",
            ["PIPELINE_HOME"] = home,
        };

        var verified = (await VerifyAsync(environment)).ShouldEnd(ExitCode.DataRefused);
        using var json = JsonDocument.Parse((await VerifyAsync(environment, "--json")).Output);

        verified.Output.ShouldContain("verify replication\nNothing to verify: MYSQL_URL is not set, and no run has made a private MySQL.\n");
        verified.Output.ShouldContain("replication: nothing to verify, analytics: nothing to verify, events: not verified, exit code 4");
        json.RootElement.GetProperty("subjects").GetProperty("analytics").GetProperty("nothing").GetString().ShouldStartWith("MYSQL_URL is not set");
        Directory.Exists(Path.Combine(home, "mysql")).ShouldBeFalse();
    }

    private static Task<JobResult> VerifyAsync(TestPostgres postgres, TestMySql mysql, params string[] more) =>
        VerifyAsync(
            new(StringComparer.Ordinal)
            {
                ["POSTGRES_URL"] = postgres.Superuser.WithPassword(),
                ["MYSQL_URL"] = mysql.Owner.WithPassword(),
            },
            more);

    private static async Task<JobResult> VerifyAsync(Dictionary<string, string> environment, params string[] more)
    {
        await using var process = JobProcess.Start(["verify", .. more], environment);
        return await process.EndAsync();
    }
}
