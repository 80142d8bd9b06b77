using MySqlConnector;
using Npgsql;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests;

public sealed class TestServersTests(TestServers servers)
{
    [Fact]
    public async Task A_PostgreSQL_database_holds_the_shop_and_lets_the_reader_only_read()
    {
        await using var shop = await servers.CreatePostgresAsync();

        (await shop.ScalarAsync("select count(*) from public.orders")).ShouldBe(0L);
        var refused = await Should.ThrowAsync<PostgresException>(() => shop.ExecuteAsync("delete from public.orders", shop.Reader));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task PostgreSQL_ends_a_session_of_ours_whose_machine_has_gone_within_minutes()
    {
        await using var database = await servers.CreatePostgresAsync(withSchema: false);

        (await database.ScalarAsync("select current_setting('tcp_keepalives_idle') || ' ' || current_setting('tcp_keepalives_interval') || ' ' || current_setting('tcp_keepalives_count')")).ShouldBe("60 10 6");
    }

    [Fact]
    public async Task An_empty_PostgreSQL_database_takes_any_table_for_the_reader_to_read()
    {
        await using var database = await servers.CreatePostgresAsync(withSchema: false);

        await database.ExecuteAsync("create table odd as select 1 as one", database.Writer);

        await database.ExecuteAsync("select * from odd", database.Reader);
    }

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task A_MySQL_database_belongs_to_an_owner_who_sees_no_other(MySqlFlavor flavor)
    {
        await using var mine = await servers.CreateMySqlAsync(flavor);
        await using var other = await servers.CreateMySqlAsync(flavor, withSchema: false);

        (await mine.ScalarAsync("select count(*) from orders_replica")).ShouldBe(0L);
        var version = (await mine.ScalarAsync("select version()")).ShouldBeOfType<string>();
        version.Contains("MariaDB", StringComparison.Ordinal).ShouldBe(flavor is MySqlFlavor.MariaDb);
        var refused = await Should.ThrowAsync<MySqlException>(
            () => mine.ExecuteAsync($"create table {other.Owner.Database}.theirs (id int)"));

        ServerErrors.Explain(refused)!.Code.ShouldBe(ExitCode.CannotConnect);
    }
}
