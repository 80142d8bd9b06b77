using Npgsql;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Cli.Bench;

/// <summary>The table that is measured: like the shop's orders, of as many rows as asked for, the same rows every time.</summary>
internal static class BenchTable
{
    public const string Database = "bench";
    public const string Name = "bench_orders";

    /// <summary>What the limit loads into: the same columns and key, no more.</summary>
    public const string LimitDdl = """
        drop table if exists bench_limit;
        create table bench_limit (
            order_id bigint not null primary key,
            user_id bigint not null,
            order_date datetime(6) not null,
            total_amount decimal(12,2) not null,
            status varchar(20) not null,
            delivery_date date null
        ) default charset = utf8mb4;
        """;

    public const string LimitSelect =
        $"select order_id, user_id, (order_date at time zone 'UTC')::text, total_amount, status, delivery_date from {Name}";

    public static async Task CreateAsync(PrivatePostgres server, long rows, CancellationToken cancellation)
    {
        await ShopSchema.PrepareAsync(server, Database, cancellation);
        await using var connection = await PostgresConnections.OpenAsync(
            server.Url(PrivatePostgres.Superuser, Database), "pipeline bench", cancellation);
        if (await RowsAsync(connection, cancellation) == rows)
            return;

        await connection.ExecuteAsync(Ddl(rows), cancellation);
        await connection.ExecuteAsync($"grant select on {Name} to {ShopRoles.Reader}", cancellation);
        await connection.ExecuteAsync($"vacuum (analyze) {Name}", cancellation);
        await connection.ExecuteAsync("checkpoint", cancellation);
    }

    /// <summary>The statements that make and fill it.</summary>
    public static string Ddl(long rows) => $"""
        drop table if exists {Name};
        create table {Name} (
            order_id bigint not null,
            user_id bigint not null,
            order_date timestamptz not null,
            total_amount numeric(12, 2) not null,
            status varchar(20) not null,
            delivery_date date
        );
        insert into {Name}
        select
            i,
            i * 7919 % 100000 + 1,
            timestamptz '2024-01-01 00:00:00+00' + i * interval '31.123457 seconds',
            i * 104729 % 1000000 / 100.0,
            (array['new', 'paid', 'shipped', 'delivered', 'cancelled'])[i % 5 + 1],
            case when i % 4 > 0 then date '2024-01-01' + (i % 900)::int end
        from generate_series(1, {rows}::bigint) as i;
        alter table {Name} add primary key (order_id);
        """;

    /// <summary>Drops it, so that the next bench makes it anew.</summary>
    public static async Task DropAsync(PrivatePostgres server, CancellationToken cancellation)
    {
        await using var connection = await PostgresConnections.OpenAsync(server.Url(PrivatePostgres.Superuser, Database), "pipeline bench", cancellation);
        await connection.ExecuteAsync($"drop table if exists {Name}", cancellation);
    }

    private static async Task<long?> RowsAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        await connection.ScalarAsync<bool>($"select to_regclass('{Name}') is not null", cancellation)
            ? await connection.ScalarAsync<long>($"select count(*) from {Name}", cancellation)
            : null;
}
