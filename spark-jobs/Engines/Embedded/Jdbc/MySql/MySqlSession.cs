using System.Data.Common;
using System.Globalization;
using MySqlConnector;

namespace Pipeline.Spark.Sql.Embedded.Jdbc.MySql;

/// <summary>A connection to MySQL in UTC and in the strictest mode, whatever the server's settings.</summary>
internal sealed class MySqlSession : DatabaseSession
{
    private readonly MySqlConnection _connection;
    private readonly string _connectionString;
    private readonly int _thread;

    private MySqlSession(MySqlConnection connection, string connectionString)
    {
        _connection = connection;
        _connectionString = connectionString;
        _thread = connection.ServerThread;
    }

    public override DbConnection Connection => _connection;

    public MySqlConnection MySql => _connection;

    public static MySqlSession Open(string connectionString, string? initStatement, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var connection = new MySqlConnection(connectionString);
        try
        {
            connection.Open();
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        var session = new MySqlSession(connection, connectionString);
        try
        {
            session.InterruptOn(stop);

            // A zero stays a zero in an AUTO_INCREMENT column, and a notice is counted like a warning. The rows to be stored may be long in coming.
            session.Execute(
                "set time_zone = '+00:00', sql_notes = 1, net_read_timeout = 86400, wait_timeout = 86400, sql_mode = "
                + "'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE'");
            if (!string.IsNullOrWhiteSpace(initStatement))
                session.Execute(initStatement);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    protected override void EndStatement()
    {
        using var connection = new MySqlConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"kill query {_thread}");
        command.CommandTimeout = 10;
        _ = command.ExecuteNonQuery();
    }
}
