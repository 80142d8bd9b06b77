using System.Globalization;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Cli.Drill.Jobs;

/// <summary>The shop of a drill: small, and changed before each run, in turn as a whole and in so few rows that only these are moved.</summary>
internal sealed class DrilledShop(DrillServers servers)
{
    private static readonly string[] Size = ["--users", "400", "--products", "80", "--orders", "2500", "--seed", "7"];

    /// <summary>Counts the changes.</summary>
    public int Version { get; private set; }

    /// <summary>True where the last change left most rows as they were.</summary>
    public bool IsLastChangeSmall => Version % 2 == 0;

    /// <summary>Which version the replicas hold.</summary>
    public int Replicated { get; set; }

    /// <summary>Which version the marts hold.</summary>
    public int Built { get; set; }

    public async Task FillAsync(CancellationToken cancellation)
    {
        await using var attempt = Attempt.Start(["run", "generate", .. Size], servers.EnvironmentFor(ShopRoles.Writer));
        var end = await attempt.EndAsync(cancellation);
        if (end.Code != ExitCode.Done)
            throw new PipelineException(ExitCode.Bug, $"The shop for the drill was not filled: {end}", "Run `./pipeline run generate` to see why.");
    }

    /// <summary>Rows change, come and go in all four tables, in one transaction. A reader can tell any two versions apart by least and greatest values.</summary>
    public async Task ChangeAsync(CancellationToken cancellation)
    {
        var v = (++Version).ToString(CultureInfo.InvariantCulture);
        await using var connection = await servers.OpenPostgresAsync(cancellation);
        var (users, products, details, orders) = IsLastChangeSmall
            ? ("where user_id % 10 = 0", "where product_id % 10 = 0", "where order_id % 10 = 0", "where order_id % 10 = 0")
            : ("", "", "", "");
        await connection.ExecuteAsync(
            $"""
            begin;
            update users set phone = 'v{v}' {users};
            update products set description = 'v{v}' {products};
            delete from orderdetails where order_id in (select order_id from orders order by order_id limit 10);
            delete from orders where order_id in (select order_id from orders order by order_id limit 10);
            with fresh as (
                insert into orders (user_id, total_amount, status, order_date)
                select user_id, 0, 'new', timestamptz '2026-01-01 00:00:00.123456+00' + {v} * interval '1 hour' from users order by user_id limit 10
                returning order_id
            )
            insert into orderdetails (order_id, product_id, quantity, price_per_unit, total_price)
            select order_id, product_id, 1, price, price from fresh, (select product_id, price from products order by product_id limit 3) as p;
            update orderdetails set quantity = {v} % 9 + 1, total_price = ({v} % 9 + 1) * price_per_unit {details};
            update orders as o set delivery_date = date '2020-01-01' + {v}, total_amount = coalesce((select sum(total_price) from orderdetails as d where d.order_id = o.order_id), 0) {orders};
            commit;
            """,
            cancellation);
    }
}
