using System.Data.Common;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Cli.Spark;
using Pipeline.Common;

namespace Pipeline.Cli.Drill;

/// <summary>What a drill plays with: two databases, a broker, and Spark where asked for. Each server can be made to crash.</summary>
internal abstract class DrillServers : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public abstract string Database { get; }

    public abstract PrivatePostgres Postgres { get; }

    public abstract PrivateMySql MySql { get; }

    public abstract DrillBroker Broker { get; }

    /// <summary>The cluster that executes the jobs; null on the embedded engine.</summary>
    public abstract SparkCluster? Spark { get; }

    /// <summary>The small disks that hold the databases; null where they cannot be had, for the reason beside it.</summary>
    public abstract (DrillDisk? Postgres, DrillDisk? MySql, string Reason) Disks { get; }

    public Outages Outages { get; init; } = new();

    /// <summary>A connection of the drill itself to PostgreSQL, by no proxy.</summary>
    public async Task<DbConnection> OpenPostgresAsync(CancellationToken cancellation) =>
        await PostgresConnections.OpenAsync(Postgres.Url(PrivatePostgres.Superuser, Database), "pipeline drill", cancellation);

    /// <summary>A connection of the drill itself to MySQL, by no proxy.</summary>
    public async Task<DbConnection> OpenMySqlAsync(CancellationToken cancellation) =>
        await MySqlConnections.OpenAsync(MySql.Url(PrivateMySql.Administrator, Database), "pipeline drill", cancellation);

    public Task CrashPostgresAsync(CancellationToken cancellation) => Outages.DuringAsync(() => CrashAsync(Postgres, cancellation));

    public Task CrashMySqlAsync(CancellationToken cancellation) => Outages.DuringAsync(() => CrashAsync(MySql, cancellation));

    /// <summary>Starts a server again that has ended by itself since a moment.</summary>
    /// <returns>What to say of it; null where it runs.</returns>
    public async Task<string?> ReviveAsync(PrivateServer server, long since, CancellationToken cancellation)
    {
        // Not in the folder of the servers, which goes with the drill.
        var log = Path.GetFullPath($"../../drill-{Path.GetFileName(server.Path)}-ended.log", server.Path);
        if (await server.ReviveAsync(log, cancellation) is not { } reason)
            return null;
        Outages.SinceThen(since);
        return $"{server.Product} ended by itself and was started again. The last in its log, {log}: {reason}";
    }

    /// <summary>The environment of a job.</summary>
    /// <param name="role">Who it is in PostgreSQL.</param>
    /// <param name="postgresPort">A proxy's port, or null for the server's own.</param>
    /// <param name="mySqlPort">The same for MySQL.</param>
    public IReadOnlyDictionary<string, string?> EnvironmentFor(string role, int? postgresPort = null, int? mySqlPort = null) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["POSTGRES_URL"] = ServerUrl.Postgres("127.0.0.1", postgresPort ?? Postgres.Port, role, Postgres.Password(role), Database).WithPassword(),
        ["MYSQL_URL"] = ServerUrl.MySql("127.0.0.1", mySqlPort ?? MySql.Port, ShopRoles.Owner, MySql.Password(ShopRoles.Owner), Database).WithPassword(),
        [ShopBroker.Variable] = Broker.BootstrapServers,
        ["SPARK_REMOTE"] = null,
        [SparkCluster.FolderSetting] = Spark?.Folder,
    };

    public abstract ValueTask DisposeAsync();

    /// <summary>Ends the server at once, and returns when it is back.</summary>
    protected abstract Task CrashAsync(PrivateServer server, CancellationToken cancellation);

    /// <summary>Takes the lock of a drill, which drops what an earlier one left.</summary>
    /// <exception cref="PipelineException">Another drill holds it (exit 75).</exception>
    public static FileLock BeAlone(string folder, string name) => FileLock.TryTake(Path.Combine(folder, name))
        ?? throw new PipelineException(ExitCode.AttemptAtWork, $"Another drill is at work in {folder}.", "Wait for it to end, or stop it with Ctrl-C.");

    /// <summary>Waits for what somebody else starts again.</summary>
    /// <exception cref="PipelineException">It does not come back (exit 3).</exception>
    protected static async Task AwaitAsync(string what, Func<Task<bool>> isWell, CancellationToken cancellation)
    {
        var giveUp = DateTimeOffset.UtcNow + Patience;
        while (!await isWell())
        {
            if (DateTimeOffset.UtcNow > giveUp)
                throw new PipelineException(ExitCode.CannotConnect, $"{what} did not come back within {Patience.TotalMinutes:N0} minutes after the drill ended it.", "Look at its log: ./pipeline logs NAME.");
            await Task.Delay(Pause, cancellation);
        }
    }
}
