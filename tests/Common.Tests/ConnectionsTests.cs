using MySqlConnector;
using Npgsql;

namespace Pipeline.Common.Tests;

public sealed class ConnectionsTests
{
    private static readonly DatabaseUrl Url = DatabaseUrl.Parse("URL", "postgres://me:secret@db:1/shop", 1, "postgres");

    [Fact]
    public void A_silent_connection_is_kept_alive_each_minute()
    {
        var postgres = new NpgsqlConnectionStringBuilder(PostgresConnections.ConnectionString(Url, "test"));
        var mysql = new MySqlConnectionStringBuilder(MySqlConnections.ConnectionString(Url, "test"));

        (postgres.TcpKeepAlive, postgres.TcpKeepAliveTime, mysql.Keepalive).ShouldBe((true, 60, 60u));
    }
}
