using Pipeline.Common;

namespace Pipeline.Cli.Servers;

/// <summary>Addresses of databases, made from their parts and written out for a job's environment.</summary>
internal static class ServerUrl
{
    public static DatabaseUrl Postgres(string host, int port, string user, string password, string database) =>
        DatabaseUrl.Parse("POSTGRES_URL", Text("postgresql", host, port, user, password, database), 5432, "postgresql");

    public static DatabaseUrl MySql(string host, int port, string user, string password, string database) =>
        DatabaseUrl.Parse("MYSQL_URL", Text("mysql", host, port, user, password, database), 3306, "mysql");

    extension(DatabaseUrl url)
    {
        /// <summary>The whole address, password included: only for the environment of a job.</summary>
        public string WithPassword() => Text(url.Scheme, url.Host, url.Port, url.User, url.Password, url.Database) + url.Tls;

        /// <summary>The same server, another database.</summary>
        public DatabaseUrl In(string database) => DatabaseUrl.Parse(
            url.Setting, Text(url.Scheme, url.Host, url.Port, url.User, url.Password, database) + url.Tls, url.Port, url.Scheme);
    }

    private static string Text(string scheme, string host, int port, string user, string password, string database) =>
        $"{scheme}://{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password)}@{host}:{port}/{Uri.EscapeDataString(database)}";
}
