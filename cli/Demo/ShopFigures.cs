using MySqlConnector;
using Pipeline.Common;

namespace Pipeline.Cli.Demo;

/// <summary>What the closing screen shows, read from MySQL alone.</summary>
/// <param name="Proof">The latest replication's tables with both sides' counts and checksums.</param>
/// <param name="TopUsers">The five users who ordered for most.</param>
/// <param name="TopProducts">The five products that earned most.</param>
/// <param name="OrdersByMonth">Orders in each of the latest twelve months that have any.</param>
internal sealed record ShopFigures(
    IReadOnlyList<ProvenTable> Proof,
    IReadOnlyList<TopUser> TopUsers,
    IReadOnlyList<TopProduct> TopProducts,
    IReadOnlyList<MonthOfOrders> OrdersByMonth)
{
    private const string ProofSql = """
        with latest as (
            select run_id, attempt
            from pipeline_runs
            where job = 'replication' and outcome = 'done'
            order by began desc
            limit 1
        )
        select source_name, target_name, rows_source, rows_target, checksum_source, checksum_target
        from pipeline_run_tables join latest using (run_id, attempt)
        order by rows_source, source_name
        """;

    private const string TopUsersSql = """
        select concat(first_name, ' ', last_name) as name, loyalty_status, orders_count, total_amount
        from user_sales_analytics
        order by total_amount desc, user_id
        limit 5
        """;

    private const string TopProductsSql = """
        select name, category, units_sold, revenue
        from product_sales_analytics
        order by revenue desc, product_id
        limit 5
        """;

    private const string MonthsSql = """
        with months as (
            select date_format(day, '%Y-%m') as month, sum(orders_count) as orders
            from daily_sales_analytics
            group by date_format(day, '%Y-%m')
            order by month desc
            limit 12
        )
        select month, orders from months order by month
        """;

    /// <summary>Reads them in one connection.</summary>
    public static async Task<ShopFigures> ReadAsync(DatabaseUrl url, CancellationToken cancellation)
    {
        await using var connection = await MySqlConnections.OpenAsync(url, "pipeline demo", cancellation);
        return new ShopFigures(
            await ReadAsync(connection, ProofSql, ReadProof, cancellation),
            await ReadAsync(
                connection, TopUsersSql, row => new TopUser(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetDecimal(3)), cancellation),
            await TopProductsAsync(connection, cancellation),
            await OrdersByMonthAsync(connection, cancellation));
    }

    /// <summary>Reads the products alone.</summary>
    public static Task<IReadOnlyList<TopProduct>> TopProductsAsync(MySqlConnection connection, CancellationToken cancellation) => ReadAsync(
        connection, TopProductsSql, row => new TopProduct(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetDecimal(3)), cancellation);

    /// <summary>Reads the months alone.</summary>
    public static Task<IReadOnlyList<MonthOfOrders>> OrdersByMonthAsync(MySqlConnection connection, CancellationToken cancellation) =>
        ReadAsync(connection, MonthsSql, row => new MonthOfOrders(row.GetString(0), row.GetInt64(1)), cancellation);

    private static ProvenTable ReadProof(MySqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), Number(row, 2), Number(row, 3), Text(row, 4), Text(row, 5));

    private static long? Number(MySqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static string? Text(MySqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(
        MySqlConnection connection, string sql, Func<MySqlDataReader, T> read, CancellationToken cancellation)
    {
        await using var command = new MySqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(read(reader));
        return rows;
    }
}
