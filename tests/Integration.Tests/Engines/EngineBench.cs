using System.Globalization;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;
using Pipeline.Spark.Sql;

namespace Pipeline.Integration.Tests.Engines;

/// <summary>A session of the embedded engine between a PostgreSQL and a MySQL database of their own.</summary>
internal sealed class EngineBench(TestPostgres postgres, TestMySql mysql) : IAsyncDisposable
{
    public SparkSession Spark { get; } = SparkSession.Builder().AppName("engine tests").GetOrCreate();

    public TestPostgres Postgres => postgres;

    public TestMySql MySql => mysql;

    public static async Task<EngineBench> OpenAsync(TestServers servers, MySqlFlavor flavor = MySqlFlavor.MariaDb) =>
        new(await servers.CreatePostgresAsync(withSchema: false), await servers.CreateMySqlAsync(flavor, withSchema: false));

    public DataFrame FromPostgres(string table, params string[] predicates) => From(Url(postgres.Superuser), table, predicates);

    public DataFrame FromMySql(string table, params string[] predicates) => From(Url(mysql.Owner), table, predicates);

    public void ToPostgres(DataFrame rows, string table) => Save(rows, Url(postgres.Superuser), table);

    public void ToMySql(DataFrame rows, string table) => Save(rows, Url(mysql.Owner), table);

    public async Task<long> CountInMySqlAsync(string table) =>
        Convert.ToInt64(await mysql.ScalarAsync($"select count(*) from {table}"), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        Spark.Dispose();
        await postgres.DisposeAsync();
        await mysql.DisposeAsync();
    }

    private static string Url(DatabaseUrl url) =>
        $"jdbc:{(url.IsPostgres ? "postgresql" : "mysql")}://{url.Host}:{url.Port}/{url.Database}"
        + $"?user={Uri.EscapeDataString(url.User)}&password={Uri.EscapeDataString(url.Password)}";

    private static void Save(DataFrame rows, string url, string table) =>
        rows.Write().Mode(SaveMode.Append).Format("jdbc").Option("url", url).Option("dbtable", table).Save();

    private DataFrame From(string url, string table, string[] predicates) => predicates.Length == 0
        ? Spark.Read().Jdbc(url, table, [])
        : Spark.Read().Jdbc(url, table, predicates, []);
}
