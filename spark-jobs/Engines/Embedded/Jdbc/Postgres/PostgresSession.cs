using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Pipeline.Spark.Sql.Embedded.Jdbc.Postgres;

/// <summary>A connection to PostgreSQL that gives dates, times and numbers in one form, whatever the server's settings.</summary>
internal sealed class PostgresSession : DatabaseSession
{
    private readonly NpgsqlConnection _connection;
    private readonly string _connectionString;
    private readonly int _processId;

    private PostgresSession(NpgsqlConnection connection, string connectionString)
    {
        _connection = connection;
        _connectionString = connectionString;
        _processId = connection.ProcessID;
    }

    public override DbConnection Connection => _connection;

    public NpgsqlConnection Npgsql => _connection;

    public static PostgresSession Open(string connectionString, string? initStatement, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            connection.Open();
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        var session = new PostgresSession(connection, connectionString);
        try
        {
            session.InterruptOn(stop);
            session.Execute("set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set extra_float_digits = 1; set bytea_output = 'hex'");
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
        using var connection = new NpgsqlConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"select pg_cancel_backend({_processId})");
        command.CommandTimeout = 10;
        _ = command.ExecuteScalar();
    }
}
