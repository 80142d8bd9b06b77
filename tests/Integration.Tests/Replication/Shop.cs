using System.Data.Common;
using System.Globalization;
using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>A source and a target of one test, and the replication job between them.</summary>
internal sealed class Shop(TestPostgres source, TestMySql target) : IAsyncDisposable
{
    public TestPostgres Source => source;

    public TestMySql Target => target;

    /// <summary>Makes both databases and the source's tables, which the job's role may read.</summary>
    public static async Task<Shop> OpenAsync(TestServers servers, MySqlFlavor flavor, string sourceSql)
    {
        var target = await servers.CreateMySqlAsync(flavor);
        var shop = new Shop(await servers.CreatePostgresAsync(withSchema: false), target);
        await shop.Source.ExecuteAsync($"{sourceSql}; grant select on all tables in schema public to {ShopRoles.Reader}");
        return shop;
    }

    /// <summary>Starts the job as a process of its own.</summary>
    public JobProcess Start(params string[] args) => JobProcess.Start("replication", source.Reader, target.Owner, args);

    /// <summary>Runs the job to its end.</summary>
    public Task<JobResult> ReplicateAsync(params string[] args) => JobProcess.RunAsync("replication", source.Reader, target.Owner, args);

    /// <summary>Shows the plan of the job.</summary>
    public async Task<JobResult> PlanAsync(params string[] args)
    {
        await using var process = JobProcess.Start(["plan", .. args], new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["POSTGRES_URL"] = source.Reader.WithPassword(),
            ["MYSQL_URL"] = target.Owner.WithPassword(),
        });
        return await process.EndAsync();
    }

    /// <summary>Runs the job and requires exit code 0.</summary>
    public async Task<JobResult> ReplicateWellAsync(params string[] args) => (await ReplicateAsync(args)).ShouldEnd(ExitCode.Done);

    /// <summary>The first column of a query on the source, as text.</summary>
    public async Task<List<string>> SourceRowsAsync(string sql)
    {
        await using var connection = await PostgresConnections.OpenAsync(source.Superuser, "pipeline tests", TestContext.Current.CancellationToken);
        return await connection.QueryAsync(sql, Text, TestContext.Current.CancellationToken);
    }

    /// <summary>The first column of a query on the target, as text.</summary>
    public async Task<List<string>> TargetRowsAsync(string sql)
    {
        await using var connection = await MySqlConnections.OpenAsync(target.Owner, "pipeline tests", TestContext.Current.CancellationToken);
        return await connection.QueryAsync(sql, Text, TestContext.Current.CancellationToken);
    }

    /// <summary>Tables that a run left behind.</summary>
    public Task<List<string>> LeftoversAsync() => TargetRowsAsync(
        """
        select table_name
        from information_schema.tables
        where table_schema = database() and (table_name like 'pipeline\_stg%' or table_name like 'pipeline\_old%')
        """);

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await target.DisposeAsync();
    }

    private static string Text(DbDataReader row) => row.IsDBNull(0) ? "NULL" : Convert.ToString(row.GetValue(0), CultureInfo.InvariantCulture)!;
}
