namespace Pipeline.Analytics.Tests;

/// <summary>A session in which the replicas are a handful of rows, so that marts are computed without any server.</summary>
internal sealed class ShopViews : IDisposable
{
    public ShopViews(string orders, string details = "(1, 1, 1, 1, 1.00, 1.00)")
    {
        View(
            "users_replica",
            "user_id bigint, first_name string, last_name string, loyalty_status string",
            "(1, 'Ann', 'Lee', 'gold'), (2, 'Bob', 'Orr', 'bronze')");
        View("products_replica", "product_id bigint, name string, category string", "(1, 'Kettle', 'Kitchen'), (2, 'Lamp', 'Home')");
        View("orders_replica", "order_id bigint, user_id bigint, total_amount decimal(12, 2), order_date timestamp", orders);
        View(
            "orderdetails_replica",
            "order_detail_id bigint, order_id bigint, product_id bigint, quantity int, price_per_unit decimal(10, 2), total_price decimal(12, 2)",
            details);
    }

    public SparkSession Session { get; } = SparkSession.Builder().AppName("mart tests").Config("spark.sql.session.timeZone", "UTC").GetOrCreate();

    /// <summary>Computes a mart and shows it under its name.</summary>
    public IReadOnlyList<string> Compute(string name)
    {
        var mart = Session.Sql(Examples.Named(name).Query);
        mart.CreateOrReplaceTempView(name);
        return Rows(mart);
    }

    /// <summary>The names of the checks that find rows.</summary>
    public IReadOnlyList<string> FailedChecks(string name) =>
        [.. Examples.Named(name).Checks.Where(check => Rows(Session.Sql(OffendingRows.Query(check.Query))).Count > 0).Select(check => check.Name)];

    /// <summary>Puts other rows under a mart's name, of the columns and types that it has.</summary>
    public void Replace(string name, string query) => Session.Sql(query).CreateOrReplaceTempView(name);

    public void Dispose() => Session.Dispose();

    private static IReadOnlyList<string> Rows(DataFrame frame)
    {
        var columns = frame.Columns();
        return [.. frame.Collect().Select(row => OffendingRows.Describe(columns, columns.Select((_, i) => row.Get(i))))];
    }

    private void View(string name, string columns, string rows)
    {
        var typed = columns.Split(", ").Aggregate(new List<string>(), (all, part) =>
        {
            if (all.Count > 0 && all[^1].Count(c => c == '(') > all[^1].Count(c => c == ')'))
                all[^1] += ", " + part;
            else
                all.Add(part);
            return all;
        });
        var casts = typed.Select((column, i) => $"cast(c{i} as {column[(column.IndexOf(' ', StringComparison.Ordinal) + 1)..]}) as {column.Split(' ')[0]}");
        var names = string.Join(", ", typed.Select((_, i) => $"c{i}"));
        Session.Sql($"select {string.Join(", ", casts)} from (values {rows}) as raw({names})").CreateOrReplaceTempView(name);
    }
}
