using Pipeline.Analytics.Definitions;

namespace Pipeline.Analytics.Tests;

/// <summary>Marts to test with: the program's own, and texts of small ones.</summary>
internal static class Examples
{
    public const string Query =
        """
        -- grain: One row per day.
        -- reads: orders_replica, users_replica
        -- key: day
        -- days: day = orders_replica.order_date
        -- columns:
        --     day date not null: The day's date.
        --     revenue decimal(22, 2): Money; null when none.

        select 1 as day -- a comment of the query's own
        """;

    public const string Checks =
        """
        -- check: one row per day
        select day
        from example;

        -- check: nothing is negative
        select revenue from example where revenue < 0
        """;

    public static IReadOnlyList<Mart> Own { get; } = MartCatalog.OfProgram();

    public static Mart Named(string name) => Own.Single(mart => string.Equals(mart.Name, name, StringComparison.Ordinal));

    public static Mart Parse(string query = Query, string checks = Checks) => MartText.Parse("example", query, checks);
}
