using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using CliWrap;
using CliWrap.Buffered;
using MySqlConnector;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Integration.Tests.Servers;

/// <summary>MySQL 8.4 in a container, its data in memory, on a free port of 127.0.0.1.</summary>
/// <param name="Name">The container, named by the process of the test run.</param>
/// <param name="Administrator">Who may do everything there.</param>
internal sealed record MySqlContainer(string Name, DatabaseUrl Administrator)
{
    private const string Image = "mysql:8.4";
    private const string NamePrefix = "pipeline-tests-";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>What keeps a container from running here, or null.</summary>
    public static async Task<string?> MissingAsync()
    {
        if (!await AnswersAsync())
            return "Real MySQL is tested in a container, and no Docker engine answers here: start one.";
        return (await DockerAsync("image", "inspect", Image)).ExitCode == 0
            ? null
            : $"Real MySQL is tested in a container, and the image {Image} is not here: docker pull {Image}";
    }

    public static async Task<MySqlContainer> StartAsync()
    {
        var name = $"{NamePrefix}{Environment.ProcessId}";
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        var run = await CliWrap.Cli.Wrap("docker")
            .WithArguments(
            [
                "run", "--detach", "--rm", "--name", name, "--publish", "127.0.0.1::3306", "--tmpfs", "/var/lib/mysql",
                "--env", "MYSQL_ROOT_PASSWORD", Image, "--local-infile=1", "--max-allowed-packet=64M", "--skip-log-bin",
            ])
            .WithEnvironmentVariables(environment => environment.Set("MYSQL_ROOT_PASSWORD", password))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        run.ExitCode.ShouldBe(0, run.StandardError);

        var port = (await DockerAsync("port", name, "3306/tcp")).StandardOutput.Trim().Split(':')[^1];
        var container = new MySqlContainer(
            name, ServerUrl.MySql("127.0.0.1", int.Parse(port, CultureInfo.InvariantCulture), "root", password, "mysql"));
        await container.WaitAsync();
        return container;
    }

    /// <summary>Removes what killed runs left.</summary>
    public static async Task SweepAsync()
    {
        if (!await AnswersAsync())
            return;
        var listed = await DockerAsync("ps", "--all", "--filter", $"name={NamePrefix}", "--format", "{{.Names}}");
        foreach (var name in listed.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name.StartsWith(NamePrefix, StringComparison.Ordinal) && !Directory.Exists($"/proc/{name[NamePrefix.Length..]}"))
                await DockerAsync("rm", "--force", name);
        }
    }

    public async Task RemoveAsync() => await DockerAsync("rm", "--force", Name);

    private static async Task<bool> AnswersAsync()
    {
        try
        {
            return (await DockerAsync("version")).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static Task<BufferedCommandResult> DockerAsync(params string[] arguments) => CliWrap.Cli.Wrap("docker")
        .WithArguments(arguments)
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync()
        .Task;

    // While its entrypoint sets it up, the server listens on its socket alone: who gets in over TCP finds it finished.
    private async Task WaitAsync()
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = new MySqlConnection(MySqlConnections.ConnectionString(Administrator, "pipeline tests"));
                await connection.OpenAsync();
                return;
            }
            catch (MySqlException) when (Stopwatch.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(Pause);
            }
        }
    }
}
