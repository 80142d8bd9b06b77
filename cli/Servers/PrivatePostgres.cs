using System.Text;
using Npgsql;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Servers;

/// <summary>A PostgreSQL server of our own; its superuser only sets things up.</summary>
internal sealed class PrivatePostgres : PrivateServer
{
    /// <summary>The superuser: makes databases and roles, no job connects as it.</summary>
    public const string Superuser = "postgres";

    private readonly PostgresBinaries _binaries;

    private PrivatePostgres(string folder, PostgresBinaries binaries)
        : base(folder) => _binaries = binaries;

    public override string Product => $"PostgreSQL {_binaries.Version}";

    protected override OsUser ServerUser { get; } = OsUser.For("postgres");

    protected override int StopSignal => LibC.Interrupt;

    protected override int CrashSignal => LibC.Quit;

    /// <summary>Starts the server of a folder, or finds it running; the folder is made when it is missing.</summary>
    /// <param name="folder">All that the server has; its user must be able to enter it.</param>
    /// <param name="say">Told in a line what takes longer than one would think.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="PipelineException">There is no server program, or it does not start (exit 3).</exception>
    public static async Task<PrivatePostgres> StartAsync(string folder, Action<string> say, CancellationToken cancellation)
    {
        var binaries = await PostgresBinaries.RequireAsync(ServerFolder.Open(folder), say, cancellation);
        var server = new PrivatePostgres(folder, binaries);
        await server.UseAsync(say, cancellation);
        return server;
    }

    /// <summary>The server of a folder as it is: neither started nor stopped by this.</summary>
    public static async Task<PrivatePostgres> LookAtAsync(string folder, CancellationToken cancellation) =>
        new(folder, await PostgresBinaries.FindAsync(major: null, cancellation) ?? throw PostgresBinaries.Package.Missing("it is not installed")) { Port = ServerFolder.Open(folder).Port ?? 0 };

    /// <summary>Stops the server of a folder; false when it did not run.</summary>
    public static Task<bool> StopAsync(string folder) => StopAsync(ServerFolder.Open(folder), LibC.Interrupt);

    /// <summary>True when the folder's server runs.</summary>
    public static bool IsRunning(string folder) => Runs(folder);

    /// <summary>Where a role connects.</summary>
    public DatabaseUrl Url(string role, string database) =>
        ServerUrl.Postgres("127.0.0.1", Port, role, Folder.Password(role), database);

    /// <summary>The password of a role, the same for as long as the folder lives.</summary>
    public string Password(string role) => Folder.Password(role);

    public override string ClientCommand(string user, string database)
    {
        var file = System.IO.Path.Combine(Folder.Path, "pgpass");
        ServerFolder.WriteSecretly(file, Encoding.ASCII.GetBytes($"127.0.0.1:{Port}:*:{user}:{Folder.Password(user)}\n"));
        return $"PGPASSFILE={file} psql -h 127.0.0.1 -p {Port} -U {user} {database}";
    }

    protected override async Task InitializeAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(Folder.UnfinishedData);
        ServerFolder.WriteSecretly(Folder.FirstStatements, Encoding.ASCII.GetBytes(Folder.Password(Superuser)));
        await ServerUser.OwnAsync(Folder.UnfinishedData, cancellation);
        await ServerUser.OwnAsync(Folder.FirstStatements, cancellation);
        await Command.RunAsync(
            ServerUser.Run(
                _binaries.Initdb,
                $"--pgdata={Folder.UnfinishedData}",
                $"--username={Superuser}",
                $"--pwfile={Folder.FirstStatements}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync"),
            cancellation);
        File.Delete(Folder.FirstStatements);
    }

    protected override async Task<IReadOnlyList<string>> PrepareStartAsync(int port, CancellationToken cancellation)
    {
        // Nothing works in the data any more, so a lock file is a crash's; with a number that a living process has by now it would forbid the start.
        File.Delete(System.IO.Path.Combine(Folder.Data, "postmaster.pid"));
        await ServerUser.OwnAsync(Folder.Data, cancellation);
        return ServerUser.Run([_binaries.Postgres, "-D", Folder.Data, .. PostgresSettings.For(port).SelectMany(setting => (string[])["-c", setting])]);
    }

    protected override Task<IReadOnlyList<string>> SupervisedCommandAsync(int port, CancellationToken cancellation) => PrepareStartAsync(port, cancellation);

    protected override async Task ConnectAsync(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(PostgresConnections.ConnectionString(Url(Superuser, "postgres"), "pipeline servers"));
        await connection.OpenAsync(cancellation);
    }

    protected override bool IsStartingUp(Exception error) => error switch
    {
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.CannotConnectNow,
        NpgsqlException => true,
        _ => false,
    };

    // By its state alone it may end just as well.
    protected override bool IsRecovering(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow, MessageText: not "the database system is shutting down" };

    protected override bool IsLogOfFailure(string line) => line.Contains("FATAL:", StringComparison.Ordinal);
}
