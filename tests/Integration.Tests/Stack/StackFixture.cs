using System.Text.Json;
using Pipeline.Cli;
using Pipeline.Cli.Airflow;
using Pipeline.Cli.Brokers.Internal;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Stack;

/// <summary>A stack of this test run alone, on free ports, with all its data in a folder of its own; what is installed is the checkout's.</summary>
public sealed class StackFixture : IAsyncLifetime
{
    internal static readonly string Home = Path.Combine(ProjectFolder.Find().Root, "artifacts", "test-stack");

    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal)
    {
        ["PIPELINE_HOME"] = Home,
        ["PIPELINE_INSTALLED"] = Path.Combine(ProjectFolder.Find().Root, ".pipeline"),
        ["POSTGRES_URL"] = "",
        ["MYSQL_URL"] = "",
        ["KAFKA_BOOTSTRAP_SERVERS"] = "",
        // A server that the shell knows of: none of this stack's.
        ["SPARK_REMOTE"] = "sc://127.0.0.1:1",
        // Another Airflow's, and a proxy that has nothing to say here.
        ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"] = "postgresql+psycopg2://airflow@127.0.0.1:1/airflow",
        ["http_proxy"] = "http://127.0.0.1:1",
    };

    /// <summary>Where screenshots are kept.</summary>
    public static string Artifacts { get; } = Path.Combine(ProjectFolder.Find().Root, "artifacts", "screenshots");

    internal StackAddresses Addresses { get; private set; } = null!;

    internal AirflowRest Airflow { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Capability.Require(ProgramFolders.Find("supervisord") is null && !Environment.IsPrivilegedProcess ? "supervisor is not installed." : null);
        await RunAsync("down", "--volumes");
        await UpAsync();
    }

    /// <summary>Every password of the stack.</summary>
    internal IEnumerable<string> Passwords =>
        [Addresses.AirflowPassword, Url("POSTGRES_URL", Addresses.PostgresJobs, 5432, "postgresql").Password, Url("MYSQL_URL", Addresses.MySql, 3306, "mysql").Password];

    /// <summary>Starts it and finds out where it listens.</summary>
    public async Task UpAsync()
    {
        (await RunAsync("up", "--free-ports", "--verbose")).ShouldEnd(ExitCode.Done);
        var credentials = (await RunAsync("credentials", "--json")).ShouldEnd(ExitCode.Done);
        Addresses = JsonSerializer.Deserialize<StackAddresses>(credentials.Output)!;
        Airflow = await AirflowRest.LogInAsync(Addresses);
    }

    /// <summary>Runs a verb on this stack to its end.</summary>
    internal async Task<JobResult> RunAsync(params string[] words)
    {
        await using var process = JobProcess.Start(words, _environment);
        return await process.EndAsync();
    }

    /// <summary>Runs airflow/scripts/init_airflow_connections.sh against this stack.</summary>
    internal async Task InitializeConnectionsAsync(string? password)
    {
        var project = new ProjectFolder(ProjectFolder.Find().Root, Home);
        var installed = new AirflowInstallation(Path.Combine(ProjectFolder.Find().Root, ".pipeline", "airflow"));
        var variables = new Dictionary<string, string?>(await new AirflowEnvironment(project, installed).VariablesAsync(TestContext.Current.CancellationToken), StringComparer.Ordinal)
        {
            ["POSTGRES_URL"] = Addresses.PostgresJobs,
            ["MYSQL_URL"] = Addresses.MySql,
            ["KAFKA_BOOTSTRAP_SERVERS"] = Addresses.Kafka,
            ["SPARK_MASTER"] = Addresses.SparkMaster,
            ["AIRFLOW_ADMIN_PASSWORD"] = password,
        };
        var script = Path.Combine(project.Root, "airflow", "scripts", "init_airflow_connections.sh");
        await Tool.RunAsync("bash", [script], "See what it says.", variables, TestContext.Current.CancellationToken);
    }

    /// <summary>The first column of the first row, from MySQL.</summary>
    public async Task<long> CountInMySqlAsync(string sql)
    {
        await using var connection = await MySqlConnections.OpenAsync(Url("MYSQL_URL", Addresses.MySql, 3306, "mysql"), "stack tests", TestContext.Current.CancellationToken);
        return await connection.ScalarAsync<long>(sql, TestContext.Current.CancellationToken);
    }

    /// <summary>The first column of the first row, from PostgreSQL.</summary>
    public async Task<long> CountInPostgresAsync(string sql)
    {
        await using var connection = await OpenShopAsync(Addresses.PostgresJobs);
        return await connection.ScalarAsync<long>(sql, TestContext.Current.CancellationToken);
    }

    /// <summary>Makes a view in the shop that keeps those runs waiting which name it, and no others.</summary>
    internal static async Task<HeldView> HoldAsync(string name)
    {
        var home = await ServerHome.FindAsync(new ProjectFolder(ProjectFolder.Find().Root, Home), _ => { }, TestContext.Current.CancellationToken);
        var server = await PrivatePostgres.LookAtAsync(home.Postgres, TestContext.Current.CancellationToken);
        return await HeldView.MakeAsync(server.Url(PrivatePostgres.Superuser, ShopRoles.Database), name);
    }

    /// <summary>Takes it down, of a run that was interrupted, too: that has cancelled what tests wait with.</summary>
    public async ValueTask DisposeAsync()
    {
        await using var down = JobProcess.Start(["down", "--volumes"], _environment);
        (await down.EndOfItselfAsync()).ShouldEnd(ExitCode.Done);
    }

    private static Task<Npgsql.NpgsqlConnection> OpenShopAsync(string url) =>
        PostgresConnections.OpenAsync(Url("POSTGRES_URL", url, 5432, "postgresql"), "stack tests", TestContext.Current.CancellationToken);

    private static DatabaseUrl Url(string setting, string text, int port, string scheme) => DatabaseUrl.Parse(setting, text, port, scheme);
}
