using System.Text;
using MySqlConnector;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Servers;

/// <summary>A MariaDB or MySQL server of our own; its root only sets things up.</summary>
internal sealed class PrivateMySql : PrivateServer
{
    /// <summary>The administrator: makes databases and users, no job connects as it.</summary>
    public const string Administrator = "root";

    private readonly MySqlBinaries _binaries;

    private PrivateMySql(string folder, MySqlBinaries binaries)
        : base(folder) => _binaries = binaries;

    public override string Product => $"{_binaries.Product} {_binaries.Version}";

    protected override OsUser ServerUser { get; } = OsUser.For("mysql");

    protected override int StopSignal => LibC.Terminate;

    /// <summary>Starts the server of a folder, or finds it running; the folder is made when it is missing.</summary>
    /// <param name="folder">All that the server has; its user must be able to enter it.</param>
    /// <param name="say">Told in a line what takes longer than one would think.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="PipelineException">There is no server program, or it does not start (exit 3).</exception>
    public static async Task<PrivateMySql> StartAsync(string folder, Action<string> say, CancellationToken cancellation)
    {
        var binaries = await MySqlBinaries.RequireAsync(ServerFolder.Open(folder), say, cancellation);
        var server = new PrivateMySql(folder, binaries);
        await server.UseAsync(say, cancellation);
        return server;
    }

    /// <summary>The server of a folder as it is: neither started nor stopped by this.</summary>
    public static async Task<PrivateMySql> LookAtAsync(string folder, CancellationToken cancellation) =>
        new(folder, await MySqlBinaries.FindAsync(cancellation) ?? throw MySqlBinaries.Package.Missing("it is not installed")) { Port = ServerFolder.Open(folder).Port ?? 0 };

    /// <summary>Stops the server of a folder; false when it did not run.</summary>
    public static Task<bool> StopAsync(string folder) => StopAsync(ServerFolder.Open(folder), LibC.Terminate);

    /// <summary>True when the folder's server runs.</summary>
    public static bool IsRunning(string folder) => Runs(folder);

    /// <summary>Where a user connects.</summary>
    public DatabaseUrl Url(string user, string database) =>
        ServerUrl.MySql("127.0.0.1", Port, user, Folder.Password(user), database);

    /// <summary>The password of a user, the same for as long as the folder lives.</summary>
    public string Password(string user) => Folder.Password(user);

    public override string ClientCommand(string user, string database)
    {
        var file = System.IO.Path.Combine(Folder.Path, "client.cnf");
        ServerFolder.WriteSecretly(file, Encoding.ASCII.GetBytes(
            $"[client]\nhost=127.0.0.1\nport={Port}\nprotocol=tcp\nuser={user}\npassword={Folder.Password(user)}\n"));
        return $"{(_binaries.IsMariaDb ? "mariadb" : "mysql")} --defaults-extra-file={file} {database}";
    }

    protected override async Task InitializeAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(Folder.UnfinishedData);
        await ServerUser.OwnAsync(Folder.UnfinishedData, cancellation);
        await OwnTemporaryAsync(cancellation);
        IReadOnlyList<string> command = _binaries.IsMariaDb
            ?
            [
                ProgramFolders.Find("mariadb-install-db", "mysql_install_db") ?? throw MySqlBinaries.Package.Missing("mariadb-install-db is not found"),
                "--no-defaults",
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--skip-name-resolve",
            ]
            : [_binaries.Server, "--no-defaults", "--initialize-insecure"];
        await Command.RunAsync(
            ServerUser.Run([.. command, $"--datadir={Folder.UnfinishedData}", $"--tmpdir={Folder.Temporary}", .. MySqlSettings.Files(_binaries)]), cancellation);
    }

    protected override async Task<IReadOnlyList<string>> PrepareStartAsync(int port, CancellationToken cancellation)
    {
        ServerFolder.WriteSecretly(Folder.FirstStatements, Encoding.UTF8.GetBytes(FirstStatements()));
        await ServerUser.OwnAsync(Folder.FirstStatements, cancellation);
        await ServerUser.OwnAsync(Folder.Data, cancellation);
        await OwnTemporaryAsync(cancellation);
        return CommandLine(port, $"--init-file={Folder.FirstStatements}");
    }

    protected override Task<IReadOnlyList<string>> SupervisedCommandAsync(int port, CancellationToken cancellation) => Task.FromResult(CommandLine(port));

    protected override void AfterStart() => File.Delete(Folder.FirstStatements);

    protected override async Task ConnectAsync(CancellationToken cancellation)
    {
        await using var connection = new MySqlConnection(MySqlConnections.ConnectionString(Url(Administrator, "mysql"), "pipeline servers"));
        await connection.OpenAsync(cancellation);
    }

    protected override bool IsStartingUp(Exception error) =>
        error is MySqlException { ErrorCode: MySqlErrorCode.UnableToConnectToHost or MySqlErrorCode.ServerShutdown };

    protected override bool IsLogOfFailure(string line) => line.Contains("[ERROR]", StringComparison.Ordinal);

    private IReadOnlyList<string> CommandLine(int port, params IEnumerable<string> more) => ServerUser.Run(
        [_binaries.Server, "--no-defaults", $"--datadir={Folder.Data}", $"--tmpdir={Folder.Temporary}", .. more, .. MySqlSettings.For(_binaries, port)]);

    // MariaDB removes whatever looks like its temporary tables when it starts: in a folder shared with another server, that one's too.
    private async Task OwnTemporaryAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(Folder.Temporary);
        await ServerUser.OwnAsync(Folder.Temporary, cancellation);
    }

    /// <summary>Run by the server before it lets anyone in, one statement a line: at no moment is there an account without its password.</summary>
    private string FirstStatements()
    {
        var password = Folder.Password(Administrator);
        var host = Environment.MachineName.ToLowerInvariant();
        return $"""
            drop user if exists ''@'localhost', ''@'{host}', 'root'@'{host}', 'root'@'::1';
            alter user 'root'@'localhost' identified by '{password}';
            create user if not exists 'root'@'127.0.0.1' identified by '{password}';
            alter user 'root'@'127.0.0.1' identified by '{password}';
            grant all privileges on *.* to 'root'@'127.0.0.1' with grant option;

            """;
    }
}
