using MySqlConnector;
using Pipeline.Cli.Demo;
using Pipeline.Common;

namespace Pipeline.Cli.Report;

/// <summary>What the report shows of the shop, read from the marts in MySQL.</summary>
/// <param name="Months">Orders in each of the latest twelve months that have any.</param>
/// <param name="Products">The five products that earned most.</param>
internal sealed record ShopPictures(Picture<MonthOfOrders> Months, Picture<TopProduct> Products)
{
    public static async Task<ShopPictures> ReadAsync(DatabaseUrl url, CancellationToken cancellation) =>
        new(await ReadAsync(url, ShopFigures.OrdersByMonthAsync, cancellation), await ReadAsync(url, ShopFigures.TopProductsAsync, cancellation));

    private static Task<Picture<T>> ReadAsync<T>(
        DatabaseUrl url, Func<MySqlConnection, CancellationToken, Task<IReadOnlyList<T>>> read, CancellationToken cancellation) =>
        Picture.ReadAsync(
            async () =>
            {
                await using var connection = await MySqlConnections.OpenAsync(url, "pipeline report", cancellation);
                return await read(connection, cancellation);
            },
            cancellation);
}
