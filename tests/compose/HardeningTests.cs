using Pipeline.Cli.Stack;

namespace Pipeline.Compose.Tests;

/// <summary>What may not be found in the running stack or its images.</summary>
[Collection(ComposeForAll.Name)]
[Trait("needs", "docker")]
public sealed class HardeningTests(ComposeFixture stack)
{
    [Fact]
    public async Task No_process_of_any_container_is_roots()
    {
        foreach (var service in ComposeFixture.Services)
        {
            var users = (await Docker.LinesAsync("top", service, "-eo", "pid,uid")).Skip(1).Select(line => line.Split(' ')[^1]).ToList();
            users.ShouldNotBeEmpty(service);
            users.ShouldNotContain("0", service);
        }
    }

    [Fact]
    public async Task Every_published_port_is_on_the_loopback_interface()
    {
        const string Addresses = "{{range .NetworkSettings.Ports}}{{range .}}{{println .HostIp}}{{end}}{{end}}";
        var addresses = await Docker.LinesAsync(["inspect", "--format", Addresses, .. ComposeFixture.Services]);

        addresses.Count.ShouldBe(8);
        addresses.ShouldAllBe(address => address == "127.0.0.1");
    }

    [Fact]
    public async Task No_secret_stands_in_an_image_or_in_what_the_engine_says_of_a_container()
    {
        _ = stack;
        var kept = await Docker.LinesAsync("exec", "--user", "2000", StackNames.Postgres, "sh", "-c", "cd /run/pipeline/kept; for f in *; do cat $f; echo; done");
        kept.Count.ShouldBe(11);
        var images = (await Docker.LinesAsync("compose", "config", "--images")).Distinct(StringComparer.Ordinal);
        var said = await Docker.RunAsync(["inspect", .. ComposeFixture.Services]);
        foreach (var image in images)
            said += await Docker.RunAsync("image", "inspect", image) + await Docker.RunAsync("history", "--no-trunc", image);

        kept.ShouldAllBe(secret => !said.Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(StackNames.Postgres, "postgres", "postgres")]
    [InlineData(StackNames.MySql, "mysql", "mysql_root")]
    public async Task A_service_reads_its_own_secrets_and_no_others(string service, string folder, string file)
    {
        await Docker.RunAsync("exec", service, "sh", "-c", $"ls /run/pipeline/{folder} | grep -q {file}");

        (await Docker.TryAsync("exec", service, "ls", "/run/pipeline/airflow")).ExitCode.ShouldNotBe(0);
        (await Docker.TryAsync("exec", service, "ls", "/run/pipeline/kept")).ExitCode.ShouldNotBe(0);
    }
}
