using MySqlConnector;
using Npgsql;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests;

public sealed class PrivateServerTests : IAsyncLifetime
{
    private string _folder = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _folder = await TestRunFolder.OfThisRun().ForOneTestAsync("server");

    public async ValueTask DisposeAsync()
    {
        await PrivatePostgres.StopAsync(_folder);
        await PrivateMySql.StopAsync(_folder);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_last_user_stops_the_server()
    {
        var first = await StartPostgresAsync();
        var second = await StartPostgresAsync();
        (first.WasRunning, second.WasRunning).ShouldBe((false, true));
        second.ProcessId.ShouldBe(first.ProcessId);

        await first.DisposeAsync();
        PrivatePostgres.IsRunning(_folder).ShouldBeTrue("its second user still works with it");
        await second.DisposeAsync();

        PrivatePostgres.IsRunning(_folder).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_another_command_works_with_is_not_handed_over()
    {
        await using var other = await StartPostgresAsync();
        await using var first = await StartPostgresAsync();

        var refused = await Should.ThrowAsync<PipelineException>(() => first.HandOverAsync(first.Port, Cancellation));

        refused.Code.ShouldBe(ExitCode.AttemptAtWork);
        (await ScalarAsync(other, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Two_starts_at_once_end_with_one_server()
    {
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(StartPostgresAsync, Cancellation)));

        both[0].ProcessId.ShouldBe(both[1].ProcessId);
        both[0].Port.ShouldBe(both[1].Port);

        await both[0].DisposeAsync();
        await both[1].DisposeAsync();
    }

    /// <summary>A process that has just begun is nobody's yet, unless its start is waited for.</summary>
    [Fact]
    public async Task A_start_that_is_cancelled_when_the_server_appears_leaves_none()
    {
        await (await StartPostgresAsync()).DisposeAsync();

        for (var attempt = 0; attempt < 20; attempt++)
        {
            using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var starting = Task.Run(() => PrivatePostgres.StartAsync(_folder, _ => { }, cancelled.Token), Cancellation);
            while (!PrivatePostgres.IsRunning(_folder))
                starting.IsCompleted.ShouldBeFalse();
            Thread.Sleep(TimeSpan.FromMilliseconds(attempt * 0.25));
            await cancelled.CancelAsync();

            await Should.ThrowAsync<OperationCanceledException>(starting);
            PrivatePostgres.IsRunning(_folder).ShouldBeFalse($"attempt {attempt}");
        }
    }

    [Fact]
    public async Task A_server_that_ended_by_itself_is_started_again_and_its_log_is_kept()
    {
        await using var server = await StartPostgresAsync();
        var log = Path.Combine(_folder, "ended.log");
        (await server.ReviveAsync(log, Cancellation)).ShouldBeNull("it runs");

        LibC.Signal(server.ProcessId, LibC.Kill);

        (await server.ReviveAsync(log, Cancellation)).ShouldNotBeNullOrEmpty();
        File.ReadAllText(log).ShouldContain("database system is ready");
        await ExecuteAsync(server, "create table here (id int)");
        (await server.ReviveAsync(log, Cancellation)).ShouldBeNull("it runs again");
    }

    [Fact]
    public async Task A_kept_server_is_found_again_with_its_data()
    {
        await using (var first = await StartPostgresAsync())
        {
            first.Keep();
            await ExecuteAsync(first, "create table kept as select 42 as answer");
        }

        PrivatePostgres.IsRunning(_folder).ShouldBeTrue();
        await using (var second = await StartPostgresAsync())
        {
            second.WasRunning.ShouldBeTrue();
            (await ScalarAsync(second, "select answer from kept")).ShouldBe(42);
        }

        PrivatePostgres.IsRunning(_folder).ShouldBeTrue("it is kept until told otherwise");
        (await PrivatePostgres.StopAsync(_folder)).ShouldBeTrue();
        PrivatePostgres.IsRunning(_folder).ShouldBeFalse();
    }

    [Fact]
    public async Task A_killed_PostgreSQL_starts_again_with_its_data()
    {
        var killed = await StartPostgresAsync();
        await ExecuteAsync(killed, "create table survivor as select 1 as one");

        LibC.Signal(killed.ProcessId, LibC.Kill);
        await using var next = await StartPostgresAsync();

        next.WasRunning.ShouldBeFalse();
        (await ScalarAsync(next, "select one from survivor")).ShouldBe(1);
        await killed.DisposeAsync();
    }

    [Fact]
    public async Task A_pid_file_that_names_another_program_by_now_misleads_nobody()
    {
        await using (await StartPostgresAsync())
        {
            // Only makes the data.
        }

        var stale = Environment.ProcessId;
        await File.WriteAllTextAsync(Path.Combine(_folder, "server.pid"), $"{stale}\n", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(_folder, "data", "postmaster.pid"), $"{stale}\n{_folder}/data\n1\n1\n\n127.0.0.1\n", Cancellation);

        PrivatePostgres.IsRunning(_folder).ShouldBeFalse();
        await using var next = await StartPostgresAsync();

        next.WasRunning.ShouldBeFalse();
        (await ScalarAsync(next, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Half_made_data_is_made_anew()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "data.unfinished"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "data.unfinished", "PG_VERSION"), "15\n", Cancellation);

        await using var server = await StartPostgresAsync();

        (await ScalarAsync(server, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_gets_into_PostgreSQL_without_the_password()
    {
        await using var server = await StartPostgresAsync();
        var without = ServerUrl.Postgres("127.0.0.1", server.Port, PrivatePostgres.Superuser, "guessed", "postgres");

        var refused = await Should.ThrowAsync<PipelineException>(() => PostgresConnections.OpenAsync(without, "test", Cancellation));

        refused.Code.ShouldBe(ExitCode.CannotConnect);
        File.GetUnixFileMode(Path.Combine(_folder, "secret")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_killed_MariaDB_starts_again_with_its_data()
    {
        var killed = await StartMySqlAsync();
        await ShopSchema.PrepareAsync(killed, ShopRoles.Database, Cancellation);
        var owner = killed.Url(ShopRoles.Owner, ShopRoles.Database);
        await ExecuteAsync(owner, "create table survivor as select 1 as one");

        LibC.Signal(killed.ProcessId, LibC.Kill);
        await using var next = await StartMySqlAsync();

        next.WasRunning.ShouldBeFalse();
        (await ScalarAsync(next.Url(ShopRoles.Owner, ShopRoles.Database), "select one from survivor")).ShouldBe(1L);
        await killed.DisposeAsync();
    }

    [Fact]
    public async Task MariaDB_has_no_account_without_a_password()
    {
        await using var server = await StartMySqlAsync();

        var open = await ScalarAsync(
            server.Url(PrivateMySql.Administrator, "mysql"),
            """
            select group_concat(user, '@', host) from mysql.global_priv
            where user = '' or (coalesce(json_value(priv, '$.authentication_string'), '') = '' and not coalesce(json_value(priv, '$.account_locked'), 0))
            """);

        open.ShouldBeNull();
        File.Exists(Path.Combine(_folder, "first-statements.sql")).ShouldBeFalse();
    }

    [Fact]
    public async Task Servers_listen_on_the_loopback_interface_alone()
    {
        await using var server = await StartPostgresAsync();

        (await ScalarAsync(server, "select current_setting('listen_addresses')")).ShouldBe("127.0.0.1");
        (await ScalarAsync(server, "select current_setting('unix_socket_directories')")).ShouldBe("");
        (await ScalarAsync(server, "select current_setting('fsync')")).ShouldBe("on");
    }

    private static async Task ExecuteAsync(PrivatePostgres server, string sql) => await ScalarAsync(server, sql);

    private static async Task<object?> ScalarAsync(PrivatePostgres server, string sql)
    {
        await using var connection = await PostgresConnections.OpenAsync(server.Url(PrivatePostgres.Superuser, "postgres"), "test", Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }

    private static async Task ExecuteAsync(DatabaseUrl url, string sql) => await ScalarAsync(url, sql);

    private static async Task<object?> ScalarAsync(DatabaseUrl url, string sql)
    {
        await using var connection = await MySqlConnections.OpenAsync(url, "test", Cancellation);
        await using var command = new MySqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation) is { } value and not DBNull ? value : null;
    }

    private Task<PrivatePostgres> StartPostgresAsync() => PrivatePostgres.StartAsync(_folder, _ => { }, Cancellation);

    private Task<PrivateMySql> StartMySqlAsync() => PrivateMySql.StartAsync(_folder, _ => { }, Cancellation);
}
