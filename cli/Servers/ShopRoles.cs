namespace Pipeline.Cli.Servers;

/// <summary>Who may do what, as db/init_*.sql lays it down.</summary>
internal static class ShopRoles
{
    /// <summary>The database on both sides.</summary>
    public const string Database = "shop";

    /// <summary>Reads the shop in PostgreSQL.</summary>
    public const string Reader = "shop_reader";

    /// <summary>Fills the shop in PostgreSQL.</summary>
    public const string Writer = "shop_writer";

    /// <summary>Writes the events in PostgreSQL.</summary>
    public const string Events = "events_writer";

    /// <summary>Owns replicas, marts and the run log in MySQL.</summary>
    public const string Owner = "pipeline";
}
