namespace Pipeline.Cli.Servers.Internal;

/// <summary>How a private PostgreSQL is set: for a laptop's two cores and 8 GB, durable as any.</summary>
internal static class PostgresSettings
{
    /// <summary>The settings of a start, each as name=value.</summary>
    public static IReadOnlyList<string> For(int port) =>
    [
        $"port={port}",
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "max_connections=100",
        "timezone=UTC",
        "log_timezone=UTC",

        "shared_buffers=256MB",
        "work_mem=32MB",
        "maintenance_work_mem=128MB",
        "max_parallel_workers_per_gather=2",
        "jit=off",

        // One server without standbys: a bulk load into a new table need not be logged twice. fsync and synchronous_commit stay on.
        "wal_level=minimal",
        "max_wal_senders=0",
        "max_wal_size=2GB",
    ];
}
