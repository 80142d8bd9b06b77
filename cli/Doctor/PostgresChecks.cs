using Npgsql;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Doctor;

/// <summary>Whether the PostgreSQL that a job would use answers, is new enough, and lets it read the shop.</summary>
internal sealed class PostgresChecks(ServerHome home)
{
    private const string Subject = "PostgreSQL (source)";

    private const string Facts = """
        select
            current_setting('server_version'),
            current_setting('server_version_num')::int / 10000,
            (
                select string_agg(name, ', ' order by name)
                from unnest(array['users', 'products', 'orders', 'orderdetails']) as shop (name)
                where to_regclass('public.' || name) is null
            ),
            (
                select string_agg(name, ', ' order by name)
                from unnest(array['users', 'products', 'orders', 'orderdetails']) as shop (name)
                where not coalesce(has_table_privilege(to_regclass('public.' || name), 'select'), true)
            )
        """;

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation)
    {
        try
        {
            if (!string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("POSTGRES_URL")))
                return await LookAsync(DatabaseUrl.Postgres(), cancellation);
            if (!PrivatePostgres.IsRunning(home.Postgres))
                return [new Finding(Subject, "POSTGRES_URL is not set; a private server starts when needed")];

            await using var kept = await PrivatePostgres.StartAsync(home.Postgres, _ => { }, cancellation);
            return await LookAsync(kept.Url(ShopRoles.Reader, ShopRoles.Database), cancellation);
        }
        catch (Exception error) when (ServerErrors.Explain(error) is { } known)
        {
            return [Finding.Of(Subject, known)];
        }
    }

    private static async Task<IReadOnlyList<Finding>> LookAsync(DatabaseUrl url, CancellationToken cancellation)
    {
        await using var connection = await PostgresConnections.OpenAsync(url, "pipeline doctor", cancellation);
        await using var command = new NpgsqlCommand(Facts, connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return
        [
            row.GetInt32(1) >= PostgresBinaries.OldestMajor
                ? new Finding(Subject, $"{row.GetString(0)} at {url.Address}, as {url.User}")
                : new Finding(Subject, $"{row.GetString(0)} at {url.Address} is too old", $"Use PostgreSQL {PostgresBinaries.OldestMajor} or newer."),
            Shop(url, missing: Text(row, 2), closed: Text(row, 3)),
        ];
    }

    private static Finding Shop(DatabaseUrl url, string? missing, string? closed)
    {
        const string subject = "the shop's tables";
        return (missing, closed) switch
        {
            (null, null) => new Finding(subject, $"all four are there, and {url.User} may read them"),
            ({ } names, _) => new Finding(
                subject, $"missing: {names}; only runs without --tables, and the shop's generator, need them (db/init_postgres.sql makes them)"),
            (null, { } names) => new Finding(
                subject, $"{url.User} may not read {names}", $"As their owner type: grant select on {names} to \"{url.User}\";"),
        };
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
