using Npgsql;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Cli.Stack;

/// <summary>What the stack's databases hold beside the shop: Airflow's own database, and the role of its tasks.</summary>
internal static class StackSchema
{
    /// <summary>Airflow's database and its owner.</summary>
    public const string Airflow = "airflow";

    /// <summary>The jobs' role in PostgreSQL: reads the shop and writes the events, and no more.</summary>
    public const string Jobs = "pipeline";

    private const string Application = "pipeline up";

    /// <summary>Lays out both servers; doing it again changes nothing.</summary>
    public static async Task PrepareAsync(PrivatePostgres postgres, PrivateMySql mysql, CancellationToken cancellation)
    {
        await ShopSchema.PrepareAsync(mysql, ShopRoles.Database, cancellation);
        await ShopSchema.PrepareAsync(postgres, ShopRoles.Database, cancellation);
        await using var connection = await PostgresConnections.OpenAsync(postgres.Url(PrivatePostgres.Superuser, ShopRoles.Database), Application, cancellation);
        await connection.ExecuteAsync(await ShopSchema.ScriptAsync("init_stack.sql", cancellation), cancellation);
        foreach (var role in (string[])[Airflow, Jobs])
            await connection.ExecuteAsync($"alter role {role} password '{postgres.Password(role)}'", cancellation);
        await RequireAsync(connection, $"select 1 from pg_database where datname = '{Airflow}'", $"create database {Airflow} owner {Airflow}", cancellation);
    }

    /// <summary>True while nobody has filled the shop.</summary>
    public static async Task<bool> IsShopEmptyAsync(PrivatePostgres postgres, CancellationToken cancellation)
    {
        await using var connection = await PostgresConnections.OpenAsync(postgres.Url(ShopRoles.Reader, ShopRoles.Database), Application, cancellation);
        return !await connection.ScalarAsync<bool>("select exists (select from users)", cancellation);
    }

    private static async Task RequireAsync(NpgsqlConnection connection, string look, string make, CancellationToken cancellation)
    {
        if (!await connection.ScalarAsync<bool>($"select exists ({look})", cancellation))
            await connection.ExecuteAsync(make, cancellation);
    }
}
