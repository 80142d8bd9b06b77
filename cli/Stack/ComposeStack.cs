using Pipeline.Cli.Servers;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Stack;

/// <summary>The stack in containers, as docker-compose.yml starts it.</summary>
internal static class ComposeStack
{
    // The user of the service `secrets`, who alone may read all that is kept.
    private const string Keeper = "2000";

    private const string Kept = "/run/pipeline/kept";

    /// <summary>Who may log in where; null when no such stack runs.</summary>
    public static async Task<StackCredentials?> CredentialsAsync(CancellationToken cancellation)
    {
        if (ProgramFolders.Find("docker") is not { } docker)
            return null;
        var printed = await Command.TryAsync([docker, "exec", "--user", Keeper, StackNames.Postgres, "grep", "-r", "", Kept], cancellation);
        return printed.ExitCode == 0 ? Of(printed.StandardOutput) : null;
    }

    /// <summary>Made from what is kept: a line each, the file's path, a colon, the secret.</summary>
    public static StackCredentials Of(string kept)
    {
        var secrets = kept.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2))
            .ToDictionary(parts => Path.GetFileName(parts[0]), parts => parts[1], StringComparer.Ordinal);
        return new(
            "http://127.0.0.1:8080",
            "admin",
            secrets["admin_password"],
            Postgres(StackSchema.Jobs, secrets["postgres_pipeline"]),
            Postgres(ShopRoles.Writer, secrets["postgres_shop_writer"]),
            Postgres(PrivatePostgres.Superuser, secrets["postgres_superuser"]),
            ServerUrl.MySql("127.0.0.1", 3306, ShopRoles.Owner, secrets["mysql_pipeline"], ShopRoles.Database).WithPassword(),
            "127.0.0.1:9093",
            "spark://spark-master:7077",
            "http://127.0.0.1:8081");
    }

    private static string Postgres(string role, string password) => ServerUrl.Postgres("127.0.0.1", 5432, role, password, ShopRoles.Database).WithPassword();
}
