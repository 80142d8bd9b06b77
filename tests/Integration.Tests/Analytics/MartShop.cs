using Pipeline.Analytics;
using Pipeline.Analytics.Definitions;
using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Analytics;

/// <summary>A MySQL with a few rows in its replicas, and the analytics job as a process.</summary>
internal sealed class MartShop(TestMySql mysql) : IAsyncDisposable
{
    public static async Task<MartShop> OpenAsync(TestServers servers, MySqlFlavor flavor = MySqlFlavor.MariaDb)
    {
        var shop = new MartShop(await servers.CreateMySqlAsync(flavor));
        await shop.ExecuteAsync(
            """
            insert into users_replica values
                (1, 'Анна', 'Ли', 'a@example.com', null, 'gold', '2025-01-01'), (2, 'Bob', 'Orr', 'b@example.com', null, 'bronze', '2025-01-01');
            insert into products_replica values (1, 'Kettle', null, 'Kitchen', 10.00, 5, '2025-01-01'), (2, 'Lamp', null, 'Home', 1.01, 5, '2025-01-01');
            insert into orders_replica values
                (1, 1, 10.00, 'new', '2026-01-01 23:59:59.999999', null),
                (2, 1, 10.01, 'new', '2026-01-02 00:00:00', null),
                (3, 1, 0.99, 'cancelled', '2026-01-03 12:00:00.5', null);
            insert into orderdetails_replica values (1, 1, 1, 1, 10.00, 10.00), (2, 2, 1, 1, 10.01, 10.01), (3, 3, 1, 1, 0.99, 0.99);
            """);
        return shop;
    }

    public Task ExecuteAsync(string sql) => mysql.ExecuteAsync(sql);

    public Task ExecuteAsAdministratorAsync(string sql) => mysql.ExecuteAsync(sql, mysql.Administrator);

    public Task<object?> ScalarAsync(string sql) => mysql.ScalarAsync(sql);

    public Task<object?> DaysAsync() => ScalarAsync(
        "select group_concat(day, ' ', orders_count, ' ', users_count, ' ', revenue, ' ', average_amount order by day separator '; ') from daily_sales_analytics");

    public JobProcess Start(params IEnumerable<string> args) =>
        JobProcess.Start(["run", "analytics", .. args], new Dictionary<string, string>(StringComparer.Ordinal) { ["MYSQL_URL"] = mysql.Owner.WithPassword() });

    public async Task<JobResult> RunAsync(params IEnumerable<string> args)
    {
        await using var process = Start(args);
        return await process.EndAsync();
    }

    /// <summary>Leaves the record of a replication that has just published.</summary>
    public Task ReplicatedAsync(string snapshot) => ExecuteAsync(
        $"""
        insert into pipeline_runs (run_id, attempt, job, engine, outcome, source_snapshot, began, ended)
        values ('{snapshot}', 1, 'replication', 'none', 'done', '{snapshot}', utc_timestamp(6), utc_timestamp(6))
        """);

    /// <summary>Makes each reading of the orders last, so that a test can come between.</summary>
    public Task SlowDownAsync() => mysql.ExecuteAsync(
        "rename table orders_replica to orders; create view orders_replica as select * from orders where sleep(1) = 0", mysql.Administrator);

    /// <summary>Ends the connection that holds a lock, <c>replicas</c> or <c>analytics</c>, once the orders are read under it.</summary>
    public async Task EndHolderAsync(string name)
    {
        object? holder = null;
        await Waiting.UntilAsync(async () => (holder = await ScalarAsync(
            $"""
            select is_used_lock(concat('pipeline.{name}.', database())) from information_schema.processlist
            where info like '%orders_replica%' and id not in (connection_id(), is_used_lock(concat('pipeline.replicas.', database()))) limit 1
            """)) is not null);
        await ExecuteAsync($"kill {holder}");
    }

    /// <summary>Runs the job within this process, for a mart that the program has not.</summary>
    public Task RunAsync(Mart mart) =>
        new AnalyticsJob(new([mart], Days: null), mysql.Owner, new(new JobOutput(), TestContext.Current.CancellationToken)).RunAsync(new AnalyticsOptions());

    public ValueTask DisposeAsync() => mysql.DisposeAsync();
}
