using Pipeline.Cli.Stack;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;
using Pipeline.Integration.Tests.Stack;

namespace Pipeline.Compose.Tests;

/// <summary>The stack in containers, built and started as a user starts it, with data of its own; at the end nothing of it is left.</summary>
public sealed class ComposeFixture : IAsyncLifetime
{
    private const int Dags = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private bool _isOurs;
    private StackCredentials _credentials = null!;

    internal AirflowRest Airflow { get; private set; } = null!;

    /// <summary>The containers that go on, by name.</summary>
    public static IReadOnlyList<string> Services { get; } =
    [
        StackNames.Postgres, StackNames.MySql, StackNames.ZooKeeper, StackNames.Kafka, StackNames.SparkMaster, StackNames.SparkWorker,
        StackNames.Webserver, StackNames.Scheduler, StackNames.DagProcessor,
    ];

    public async ValueTask InitializeAsync()
    {
        await Docker.RequireAsync();
        Capability.Require(await OtherStackAsync());
        _isOurs = true;
        await Docker.RunAsync("compose", "down", "--volumes", "--remove-orphans");
        await UpAsync("--build");
    }

    /// <summary>Starts what does not run, and waits until all is healthy.</summary>
    public async Task UpAsync(params IReadOnlyList<string> more)
    {
        await Docker.RunAsync(["compose", "--progress", "plain", "up", "--detach", .. more]);
        await HealthyAsync();
        _credentials = (await ComposeStack.CredentialsAsync(CancellationToken.None)).ShouldNotBeNull();
        Airflow = await AirflowRest.LogInAsync(new(
            _credentials.Airflow, _credentials.AirflowUser, _credentials.AirflowPassword, _credentials.PostgresJobs, _credentials.PostgresWriter, _credentials.MySql,
            _credentials.Kafka, _credentials.SparkMaster, _credentials.SparkPages));
        await UntilAsync(async () => await Airflow.DagsAsync() == Dags, () => "the DAGs are not read");
    }

    /// <summary>Waits until every service says that it is well.</summary>
    public static async Task HealthyAsync()
    {
        IReadOnlyList<string> sick = Services;
        await UntilAsync(
            async () =>
            {
                var healthy = await Docker.LinesAsync("ps", "--filter", "health=healthy", "--format", "{{.Names}}");
                sick = [.. Services.Except(healthy, StringComparer.Ordinal)];
                return sick is [];
            },
            () => $"not healthy: {string.Join(", ", sick)}");
    }

    /// <summary>Waits for a condition.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, Func<string> what)
    {
        for (var end = DateTime.UtcNow + Patience; !await condition(); await Task.Delay(500, TestContext.Current.CancellationToken))
            DateTime.UtcNow.ShouldBeLessThan(end, what());
    }

    /// <summary>The first column of the first row, from MySQL.</summary>
    public async Task<long> CountInMySqlAsync(string sql)
    {
        await using var connection = await MySqlConnections.OpenAsync(
            DatabaseUrl.Parse("MYSQL_URL", _credentials.MySql, 3306, "mysql"), "compose tests", TestContext.Current.CancellationToken);
        return await connection.ScalarAsync<long>(sql, TestContext.Current.CancellationToken);
    }

    /// <summary>The first column of the first row, from PostgreSQL.</summary>
    public async Task<long> CountInPostgresAsync(string sql)
    {
        await using var connection = await PostgresConnections.OpenAsync(
            DatabaseUrl.Parse("POSTGRES_URL", _credentials.PostgresJobs, 5432, "postgresql"), "compose tests", TestContext.Current.CancellationToken);
        return await connection.ScalarAsync<long>(sql, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isOurs)
            return;
        await Docker.RunAsync("compose", "down", "--volumes");
        foreach (var kind in (string[])["volume", "network", "container"])
            (await Docker.LinesAsync([kind, "ls", "--quiet", "--filter", $"label=com.docker.compose.project={Docker.Project}"])).ShouldBeEmpty(kind);
    }

    private static async Task<string?> OtherStackAsync()
    {
        var others = (await Docker.LinesAsync("ps", "--all", "--format", """{{.Names}} {{.Label "com.docker.compose.project"}}"""))
            .Where(line => Services.Contains(line.Split(' ')[0], StringComparer.Ordinal) && !line.EndsWith($" {Docker.Project}", StringComparison.Ordinal));
        return others.Any() ? "A stack of yours has the containers' names: docker compose down" : null;
    }
}
