using Npgsql;
using Pipeline.Common;

namespace Pipeline.Generation;

/// <summary>
/// Fills the shop in one transaction under a lock that ends with it: another writer waits and then finds the shop filled;
/// one that is killed leaves nothing.
/// </summary>
internal sealed class ShopWriter(NpgsqlConnection connection, JobContext context)
{
    private const string LockKey = "hashtextextended('pipeline/shop_generator', 0)";

    /// <summary>Writes the shop if there is none, and tells what the tables hold now.</summary>
    public async Task<(bool Written, ShopCounts Rows)> FillAsync(Shop shop, ShopSize size)
    {
        await using var transaction = await connection.BeginTransactionAsync(context.Cancellation);
        await LockAsync();
        await RequireTablesAsync();
        var present = await CountAsync();
        if (!present.IsEmpty)
            return (false, present);

        var foreignKeys = await ForeignKeys.SetAsideAsync(connection, context.Cancellation);
        var written = await context.Output.WithProgressAsync(board => CopyAsync(shop, size, board));
        await ContinueNumberingAsync(written);
        await ExecuteAsync("analyze public.users, public.products, public.orders, public.orderdetails");
        await foreignKeys.RestoreAsync(connection, context.Cancellation);
        await transaction.CommitAsync(context.Cancellation);
        return (true, written);
    }

    private async Task LockAsync()
    {
        if (await connection.ScalarAsync<bool>($"select pg_try_advisory_xact_lock({LockKey})", context.Cancellation))
            return;
        context.Output.Line("Another generator is filling this shop; waiting for it to end.");
        await ExecuteAsync($"select pg_advisory_xact_lock({LockKey})");
    }

    private async Task RequireTablesAsync()
    {
        var missing = await connection.ScalarAsync<string>(
            """
            select string_agg(wanted, ', ')
            from unnest(array['users', 'products', 'orders', 'orderdetails']) as wanted
            where to_regclass('public.' || wanted) is null
            """,
            context.Cancellation);
        if (missing is not null)
        {
            throw new PipelineException(
                ExitCode.DataRefused,
                $"Database {connection.Database} has no table {missing} in schema public.",
                "Apply db/init_postgres.sql to it first, as a superuser.");
        }
    }

    private async Task<ShopCounts> CountAsync()
    {
        var counts = await connection.QueryAsync(
            """
            select
                (select count(*) from public.users),
                (select count(*) from public.products),
                (select count(*) from public.orders),
                (select count(*) from public.orderdetails)
            """,
            row => new ShopCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)),
            context.Cancellation);
        return counts[0];
    }

    private async Task<ShopCounts> CopyAsync(Shop shop, ShopSize size, ProgressBoard board) => new(
        await CopyAsync(board, ShopTables.Users, shop.Users, size.Users),
        await CopyAsync(board, ShopTables.Products, shop.Products, size.Products),
        await CopyAsync(board, ShopTables.Orders, shop.Orders, size.Orders),
        await CopyAsync(board, ShopTables.Details, shop.Details, size.Orders * (1L + Math.Min(size.MaxItems, size.Products)) / 2));

    private async Task<long> CopyAsync<T>(ProgressBoard board, ShopTable<T> table, IEnumerable<T> rows, long expected)
    {
        var progress = board.Add(table.Name, expected);
        var written = await table.CopyAsync(connection, rows, progress.MoveTo, context.Cancellation);
        progress.Done(written, "written");
        return written;
    }

    // restart, unlike setval, is undone with the transaction.
    private Task ContinueNumberingAsync(ShopCounts written) => ExecuteAsync(
        $"""
        alter table public.users alter column user_id restart with {written.Users + 1};
        alter table public.products alter column product_id restart with {written.Products + 1};
        alter table public.orders alter column order_id restart with {written.Orders + 1};
        alter table public.orderdetails alter column order_detail_id restart with {written.Orderdetails + 1};
        """);

    private Task ExecuteAsync(string sql) => connection.ExecuteAsync(sql, context.Cancellation);
}
