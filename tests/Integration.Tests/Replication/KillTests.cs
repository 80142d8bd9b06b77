using System.Globalization;
using MySqlConnector;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>Kills the job at random moments while somebody reads.</summary>
public sealed class KillTests(TestServers servers)
{
    private const int Rows = 60_000;

    /// <summary>With few rows changed these are moved alone, in one transaction; with many the whole table, by a rename.</summary>
    [Theory]
    [InlineData(Rows)]
    [InlineData(Rows / 10)]
    public async Task Kills_at_ten_random_moments_leave_readers_undisturbed_and_a_rerun_equal(int changing)
    {
        var seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var random = new Random(seed);
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, $"create table t (id bigint primary key, version int not null, pad text); insert into t select k, 0, repeat('x', 50) from generate_series(1, {Rows}) as k");
        await shop.ReplicateWellAsync("--tables", "t");
        var whole = await TimeAsync(shop, "--mode", changing == Rows ? "full" : "diff");

        using var reading = new CancellationTokenSource();
        var reader = ReadAsync(shop, changing, reading.Token);
        for (var round = 1; round <= 10; round++)
        {
            await shop.Source.ExecuteAsync($"update t set version = {round} where id <= {changing}");
            await using var process = shop.Start("--tables", "t");
            await Task.Delay(random.Next((int)whole.TotalMilliseconds), TestContext.Current.CancellationToken);
            process.Kill();
            await process.EndAsync();
            if (round % 3 == 0)
                await RerunAsync(shop, round, changing);
        }
        await RerunAsync(shop, 10, changing);
        await reading.CancelAsync();

        var reads = await reader;
        reads.ShouldBeGreaterThan(10);
        (await shop.LeftoversAsync()).ShouldBeEmpty();
        (await shop.TargetRowsAsync("select count(*) from pipeline_runs where outcome = 'running'")).ShouldBe(["0"]);
    }

    private static async Task<TimeSpan> TimeAsync(Shop shop, params string[] more)
    {
        var began = TimeProvider.System.GetTimestamp();
        await shop.ReplicateWellAsync(["--tables", "t", .. more]);
        return TimeProvider.System.GetElapsedTime(began);
    }

    private static async Task RerunAsync(Shop shop, int version, int changing)
    {
        await shop.ReplicateWellAsync(["--tables", "t", .. Waiting.ForTheLock]);

        (await shop.TargetRowsAsync($"select concat(count(*), ' ', min(version), ' ', max(version)) from t_replica where id <= {changing}"))
            .ShouldBe([string.Create(CultureInfo.InvariantCulture, $"{changing} {version} {version}")]);
        var checksums = await shop.TargetRowsAsync("select concat(rows_source = rows_target, checksum_source = checksum_target) from pipeline_run_tables");
        checksums.ShouldAllBe(row => row == "11");
    }

    /// <summary>Reads the replica again and again; an error, an empty table or one of two versions fails the test.</summary>
    private static async Task<int> ReadAsync(Shop shop, int changing, CancellationToken stop)
    {
        await using var connection = await MySqlConnections.OpenAsync(shop.Target.Owner, "reader", CancellationToken.None);
        var reads = 0;
        while (!stop.IsCancellationRequested)
        {
            // Without a pause it would take a core from the job that it watches.
            await Task.Delay(15, CancellationToken.None);
            await using var command = new MySqlCommand($"select count(*), max(if(id <= {changing}, version, null)) - min(if(id <= {changing}, version, null)) from t_replica", connection);
            await using var row = await command.ExecuteReaderAsync(CancellationToken.None);
            (await row.ReadAsync(CancellationToken.None)).ShouldBeTrue();
            row.GetInt64(0).ShouldBe(Rows);
            row.GetInt64(1).ShouldBe(0);
            reads++;
        }
        return reads;
    }
}
