using Pipeline.Cli.Servers;

namespace Pipeline.Cli.Drill.Jobs;

/// <summary>Replication of the shop's four tables.</summary>
internal sealed class ReplicationDrill(DrillServers servers, DrilledShop shop) : DrilledJob(servers)
{
    public const string Job = "replication";

    private static readonly string[] Tables = ["users", "products", "orders", "orderdetails"];

    public override string Name => Job;

    public override string Role => ShopRoles.Reader;

    public override bool UsesPostgres => true;

    public override bool UsesMySql => true;

    public override string PublishingWord => shop.IsLastChangeSmall ? "commit and no chain" : "rename table";

    public override string Question => """
        select concat_ws(' | ',
            (select concat_ws(' ', 'users', count(*), min(phone), max(phone)) from users_replica),
            (select concat_ws(' ', 'products', count(*), min(description), max(description)) from products_replica),
            (select concat_ws(' ', 'orders', count(*), min(delivery_date), max(delivery_date), sum(total_amount)) from orders_replica),
            (select concat_ws(' ', 'orderdetails', count(*), min(quantity), max(quantity), sum(total_price)) from orderdetails_replica))
        """;

    public override Task ChangeAsync(CancellationToken cancellation) => shop.ChangeAsync(cancellation);

    /// <summary>Every column of every row, read from both servers as text.</summary>
    public override async Task<Damage> CompareAsync(CancellationToken cancellation)
    {
        await using var source = await Servers.OpenPostgresAsync(cancellation);
        await using var target = await Servers.OpenMySqlAsync(cancellation);
        var damage = default(Damage);
        foreach (var table in Tables)
        {
            damage += Damage.Between(
                await RowText.ReadAsync(source, $"select * from {table}", cancellation),
                await RowText.ReadAsync(target, $"select * from {table}_replica", cancellation));
        }

        shop.Replicated = shop.Version;
        return damage;
    }

    public override async Task<IReadOnlyList<string>> LeftoversAsync(CancellationToken cancellation)
    {
        await using var target = await Servers.OpenMySqlAsync(cancellation);
        return await MySqlLeftoversAsync(target, Job, cancellation);
    }
}
