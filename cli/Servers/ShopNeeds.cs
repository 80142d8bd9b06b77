namespace Pipeline.Cli.Servers;

/// <summary>Which databases a verb works with.</summary>
internal enum ShopNeeds
{
    Postgres,
    Both,
}
