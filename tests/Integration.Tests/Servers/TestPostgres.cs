using Npgsql;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Integration.Tests.Servers;

/// <summary>A PostgreSQL database of one test class.</summary>
public sealed class TestPostgres : IAsyncDisposable
{
    private readonly Func<string, DatabaseUrl> _url;
    private readonly Func<Task> _drop;

    internal TestPostgres(Func<string, DatabaseUrl> url, Func<Task> drop)
    {
        _url = url;
        _drop = drop;
    }

    /// <summary>Who replicates: may only read.</summary>
    public DatabaseUrl Reader => _url(ShopRoles.Reader);

    /// <summary>Who fills the shop, and may make tables.</summary>
    public DatabaseUrl Writer => _url(ShopRoles.Writer);

    /// <summary>Who writes events.</summary>
    public DatabaseUrl Events => _url(ShopRoles.Events);

    /// <summary>Who may do everything: for set-up and sabotage.</summary>
    public DatabaseUrl Superuser => _url(PrivatePostgres.Superuser);

    /// <summary>Runs statements as the superuser, or as the given role.</summary>
    public async Task ExecuteAsync(string sql, DatabaseUrl? role = null)
    {
        await using var connection = await PostgresConnections.OpenAsync(role ?? Superuser, "pipeline tests", TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The first column of the first row, as the superuser.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = await PostgresConnections.OpenAsync(Superuser, "pipeline tests", TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) is { } value and not DBNull ? value : null;
    }

    public async ValueTask DisposeAsync() => await _drop();
}
