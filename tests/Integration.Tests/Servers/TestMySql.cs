using MySqlConnector;
using Pipeline.Common;

namespace Pipeline.Integration.Tests.Servers;

/// <summary>A MySQL or MariaDB database of one test class.</summary>
public sealed class TestMySql : IAsyncDisposable
{
    private readonly Func<Task> _drop;

    internal TestMySql(DatabaseUrl owner, DatabaseUrl administrator, Func<Task> drop)
    {
        Owner = owner;
        Administrator = administrator;
        _drop = drop;
    }

    /// <summary>Who runs the jobs: owns this database and nothing else.</summary>
    public DatabaseUrl Owner { get; }

    /// <summary>Who may do everything: for set-up and sabotage.</summary>
    public DatabaseUrl Administrator { get; }

    /// <summary>Runs statements as the owner, or as the given user.</summary>
    public async Task ExecuteAsync(string sql, DatabaseUrl? user = null)
    {
        await using var connection = await MySqlConnections.OpenAsync(user ?? Owner, "pipeline tests", TestContext.Current.CancellationToken);
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The first column of the first row, as the owner.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = await MySqlConnections.OpenAsync(Owner, "pipeline tests", TestContext.Current.CancellationToken);
        await using var command = new MySqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) is { } value and not DBNull ? value : null;
    }

    public async ValueTask DisposeAsync() => await _drop();
}
