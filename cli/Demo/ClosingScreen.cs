using System.Globalization;
using Spectre.Console;

namespace Pipeline.Cli.Demo;

/// <summary>What the demo ends with: the proof, the marts' best, orders per month, seconds per step.</summary>
internal sealed class ClosingScreen(IAnsiConsole console)
{
    private const int ChartWidth = 78;

    public void Show(DemoResult result)
    {
        var figures = result.Figures;
        console.WriteLine();
        console.Write(Proof(figures.Proof));
        console.Write(TopUsers(figures.TopUsers));
        console.Write(TopProducts(figures.TopProducts));
        if (figures.OrdersByMonth is not [])
            console.Write(Months(figures.OrdersByMonth));
        console.WriteLine();
        console.Write(Steps(result.Steps));
    }

    private static Table Proof(IReadOnlyList<ProvenTable> tables)
    {
        var table = Titled("Source and replica, row for row");
        table.AddColumn("PostgreSQL");
        Right(table, "rows");
        table.AddColumn("checksum").AddColumn("MySQL");
        Right(table, "rows");
        table.AddColumn("checksum").AddColumn("");
        foreach (var row in tables)
        {
            table.AddRow(
                Text(row.Source), Number(row.RowsSource), Text(row.ChecksumSource ?? "-"),
                Text(row.Target), Number(row.RowsTarget), Text(row.ChecksumTarget ?? "-"),
                row.IsEqual ? new Markup("[green]equal[/]") : new Markup("[red]unproven[/]"));
        }

        return table;
    }

    private static Table TopUsers(IReadOnlyList<TopUser> users)
    {
        var table = Titled("Top five users (user_sales_analytics)");
        table.AddColumn("user").AddColumn("loyalty");
        Right(table, "orders", "total");
        foreach (var user in users)
            table.AddRow(Text(user.Name), Text(user.LoyaltyStatus), Number(user.Orders), Money(user.Total));
        return table;
    }

    private static Table TopProducts(IReadOnlyList<TopProduct> products)
    {
        var table = Titled("Top five products (product_sales_analytics)");
        table.AddColumn("product").AddColumn("category");
        Right(table, "units", "revenue");
        foreach (var product in products)
            table.AddRow(Text(product.Name), Text(product.Category), Number(product.Units), Money(product.Revenue));
        return table;
    }

    private static BarChart Months(IReadOnlyList<MonthOfOrders> months)
    {
        var chart = new BarChart().Width(ChartWidth).Label("Orders per month (daily_sales_analytics)").LeftAlignLabel();
        foreach (var month in months)
            chart.AddItem(month.Month, month.Orders, Color.Green);
        return chart;
    }

    private static Table Steps(IReadOnlyList<DemoStep> steps)
    {
        var table = Titled("Seconds");
        table.AddColumn("step");
        Right(table, "seconds");
        foreach (var step in steps)
            table.AddRow(Text(step.Name), Seconds(step.Seconds));
        table.AddRow(new Text("together"), Seconds(steps.Sum(step => step.Seconds)));
        return table;
    }

    private static Table Titled(string title) => new Table { Title = new TableTitle(title), Border = TableBorder.Rounded };

    private static void Right(Table table, params ReadOnlySpan<string> headers)
    {
        foreach (var header in headers)
            table.AddColumn(header, column => column.RightAligned());
    }

    private static Text Text(string text) => new(text);

    private static Text Number(long? number) => new(number?.ToString("N0", CultureInfo.InvariantCulture) ?? "-");

    private static Text Money(decimal amount) => new(amount.ToString("N2", CultureInfo.InvariantCulture));

    private static Text Seconds(double seconds) => new(seconds.ToString("N2", CultureInfo.InvariantCulture));
}
