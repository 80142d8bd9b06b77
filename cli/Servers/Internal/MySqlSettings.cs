namespace Pipeline.Cli.Servers.Internal;

/// <summary>How a private MariaDB or MySQL is set: for a laptop's two cores and 8 GB, durable as any.</summary>
internal static class MySqlSettings
{
    /// <summary>What both the making of the data and every start must agree on.</summary>
    public static IReadOnlyList<string> Files(MySqlBinaries binaries) =>
        binaries.IsMariaDb ? ["--innodb-log-file-size=512M"] : ["--innodb-redo-log-capacity=512M"];

    /// <summary>The options of a start; innodb_flush_log_at_trx_commit stays 1.</summary>
    public static IReadOnlyList<string> For(MySqlBinaries binaries, int port) =>
    [
        .. Files(binaries),
        $"--port={port}",
        "--bind-address=127.0.0.1",
        "--socket=",
        "--skip-name-resolve",
        "--character-set-server=utf8mb4",
        "--default-time-zone=+00:00",
        "--local-infile=1",
        "--max-allowed-packet=64M",
        "--innodb-buffer-pool-size=512M",
        .. binaries.IsMariaDb ? (string[])[] : ["--skip-log-bin", "--mysqlx=OFF", "--performance-schema=OFF"],
    ];
}
