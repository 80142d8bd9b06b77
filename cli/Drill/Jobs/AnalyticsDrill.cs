using Pipeline.Cli.Servers;

namespace Pipeline.Cli.Drill.Jobs;

/// <summary>The marts. What they should hold is computed a second time, by PostgreSQL from the source.</summary>
internal sealed class AnalyticsDrill(DrillServers servers, DrilledShop shop) : DrilledJob(servers)
{
    public const string Job = "analytics";

    private static readonly (string Expected, string Found)[] Marts =
    [
        ("""
            select u.user_id, first_name, last_name, loyalty_status, count(order_id), coalesce(sum(total_amount), 0),
                round(sum(total_amount) / nullif(count(order_id), 0), 2), min(order_date), max(order_date)
            from users as u left join orders as o on o.user_id = u.user_id group by u.user_id
            """,
            "select user_id, first_name, last_name, loyalty_status, orders_count, total_amount, average_amount, first_order_at, last_order_at from user_sales_analytics"),
        ("""
            select p.product_id, name, category, count(distinct order_id), coalesce(sum(quantity), 0), coalesce(sum(total_price), 0),
                round(sum(total_price) / nullif(sum(quantity), 0), 2)
            from products as p left join orderdetails as d on d.product_id = p.product_id group by p.product_id
            """,
            "select product_id, name, category, orders_count, units_sold, revenue, average_price from product_sales_analytics"),
        ("""
            select (order_date at time zone 'UTC')::date, count(*), count(distinct user_id), sum(total_amount), round(avg(total_amount), 2)
            from orders group by 1
            """,
            "select day, orders_count, users_count, revenue, average_amount from daily_sales_analytics"),
    ];

    private readonly ReplicationDrill _replication = new(servers, shop);

    public override string Name => Job;

    public override string Role => ShopRoles.Reader;

    public override bool UsesPostgres => false;

    public override bool UsesMySql => true;

    public override string PublishingWord => "rename table";

    public override string Question => """
        select concat_ws(' | ',
            (select concat_ws(' ', 'users', count(*), sum(orders_count), sum(total_amount)) from user_sales_analytics),
            (select concat_ws(' ', 'products', count(*), sum(units_sold), sum(revenue)) from product_sales_analytics),
            (select concat_ws(' ', 'days', count(*), sum(orders_count), sum(revenue)) from daily_sales_analytics))
        """;

    /// <summary>Takes the replicas that a drill of replication has just brought, or brings new ones.</summary>
    public override async Task ChangeAsync(CancellationToken cancellation)
    {
        if (shop.Replicated == shop.Version && shop.Built != shop.Version)
            return;
        await shop.ChangeAsync(cancellation);
        await _replication.RunWellAsync(cancellation);
        shop.Replicated = shop.Version;
    }

    public override async Task<Damage> CompareAsync(CancellationToken cancellation)
    {
        await using var source = await Servers.OpenPostgresAsync(cancellation);
        await using var target = await Servers.OpenMySqlAsync(cancellation);
        var damage = default(Damage);
        foreach (var (expected, found) in Marts)
            damage += Damage.Between(await RowText.ReadAsync(source, expected, cancellation), await RowText.ReadAsync(target, found, cancellation));
        shop.Built = shop.Version;
        return damage;
    }

    public override async Task<IReadOnlyList<string>> LeftoversAsync(CancellationToken cancellation)
    {
        await using var target = await Servers.OpenMySqlAsync(cancellation);
        return await MySqlLeftoversAsync(target, Job, cancellation);
    }
}
