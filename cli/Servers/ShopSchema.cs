using MySqlConnector;
using Npgsql;
using Pipeline.Common;

namespace Pipeline.Cli.Servers;

/// <summary>Lays out databases with db/init_*.sql; doing it again changes nothing.</summary>
internal static class ShopSchema
{
    private const string Application = "pipeline schema";

    private static readonly string[] PostgresRoles = [ShopRoles.Reader, ShopRoles.Writer, ShopRoles.Events];

    private static string ScriptFolder => Path.Combine(AppContext.BaseDirectory, "db");

    /// <summary>Makes and lays out a database of a private PostgreSQL, and gives its roles their passwords.</summary>
    public static async Task PrepareAsync(PrivatePostgres server, string database, CancellationToken cancellation)
    {
        await CreateDatabaseAsync(server, database, cancellation);
        await using var connection = await PostgresConnections.OpenAsync(
            server.Url(PrivatePostgres.Superuser, database), Application, cancellation);
        await ExecuteAsync(connection, await ScriptAsync("init_postgres.sql", cancellation), cancellation);
        await ExecuteAsync(connection, Passwords(server), cancellation);
    }

    /// <summary>Makes and lays out a database of a private MySQL or MariaDB, and the user who owns it.</summary>
    public static async Task PrepareAsync(PrivateMySql server, string database, CancellationToken cancellation)
    {
        await using (var connection = await MySqlConnections.OpenAsync(
            server.Url(PrivateMySql.Administrator, "mysql"), Application, cancellation))
        {
            await ExecuteAsync(connection, OwnedDatabase(database, ShopRoles.Owner, server.Password(ShopRoles.Owner)), cancellation);
        }

        await ApplyAsync(server.Url(ShopRoles.Owner, database), cancellation);
    }

    /// <summary>The statements with which an administrator makes a database and its owner.</summary>
    public static string OwnedDatabase(string database, string owner, string password) => $"""
        create database if not exists `{database}` character set utf8mb4;
        create user if not exists '{owner}'@'%' identified by '{password}';
        alter user '{owner}'@'%' identified by '{password}';
        grant create, alter, drop, index, select, insert, update, delete, lock tables on `{database}`.* to '{owner}'@'%';
        """;

    /// <summary>Makes sure that a user's own PostgreSQL holds the shop's tables; lays them out when it may.</summary>
    /// <exception cref="PipelineException">They are missing, and the URL's user may not make them (exit 3).</exception>
    public static async Task RequirePostgresAsync(DatabaseUrl url, CancellationToken cancellation)
    {
        await using var connection = await PostgresConnections.OpenAsync(url, Application, cancellation);
        if (await HasShopAsync(connection, cancellation))
            return;
        try
        {
            await ExecuteAsync(connection, await ScriptAsync("init_postgres.sql", cancellation), cancellation);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new PipelineException(
                ExitCode.CannotConnect,
                $"The database {url.Address} of {url.Setting} has no shop tables, and {url.User} may not make them: {error.MessageText}.",
                $"As its superuser type: psql -h {url.Host} -p {url.Port} -d {url.Database} -f db/init_postgres.sql",
                error);
        }
        if (!await HasShopAsync(connection, cancellation))
            throw new PipelineException(
                ExitCode.Usage,
                $"The database {url.Address} of {url.Setting} has tables of its own with a name of the shop's four (users, products, orders, orderdetails).",
                $"Let {url.Setting} name an empty database; or leave it away, for a private server.");
    }

    /// <summary>Lays out a MySQL database as the user who owns it.</summary>
    public static async Task ApplyAsync(DatabaseUrl url, CancellationToken cancellation)
    {
        await using var connection = await MySqlConnections.OpenAsync(url, Application, cancellation);
        await ExecuteAsync(connection, await ScriptAsync("init_mysql.sql", cancellation), cancellation);
    }

    /// <summary>The text of a script of db/.</summary>
    public static Task<string> ScriptAsync(string name, CancellationToken cancellation) =>
        File.ReadAllTextAsync(Path.Combine(ScriptFolder, name), cancellation);

    private static async Task<bool> HasShopAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var look = new NpgsqlCommand("select to_regclass('public.orderdetails') is not null", connection);
        return await look.ExecuteScalarAsync(cancellation) is true;
    }

    // Under a lock: PostgreSQL refuses to change one role twice at the same moment.
    private static string Passwords(PrivatePostgres server) => $"""
        begin;
        select pg_advisory_xact_lock(hashtextextended('pipeline/passwords', 0));
        {string.Join('\n', PostgresRoles.Select(role => $"alter role {role} password '{server.Password(role)}';"))}
        commit;
        """;

    private static async Task CreateDatabaseAsync(PrivatePostgres server, string database, CancellationToken cancellation)
    {
        await using var connection = await PostgresConnections.OpenAsync(
            server.Url(PrivatePostgres.Superuser, "postgres"), Application, cancellation);
        await using var look = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = database } } };
        if (await look.ExecuteScalarAsync(cancellation) is not null)
            return;
        try
        {
            await ExecuteAsync(connection, $"create database \"{database}\"", cancellation);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another program made it since we looked.
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task ExecuteAsync(MySqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
