using Pipeline.Cli.Demo;
using Pipeline.Tests;
using Spectre.Console;

namespace Pipeline.Cli.Tests;

public sealed class ClosingScreenTests
{
    [Fact]
    public void It_shows_proof_bests_months_and_seconds() => Snapshot.Matches(Shown(Result));

    [Fact]
    public void A_table_whose_sides_differ_is_not_called_equal()
    {
        var proof = Result.Figures.Proof[0];

        (proof with { RowsTarget = 4_999 }).IsEqual.ShouldBeFalse();
        (proof with { ChecksumTarget = "0" }).IsEqual.ShouldBeFalse();
        (proof with { ChecksumSource = null, ChecksumTarget = null }).IsEqual.ShouldBeFalse();
        proof.IsEqual.ShouldBeTrue();
    }

    [Fact]
    public void An_empty_shop_has_no_chart() =>
        Shown(Result with { Figures = Result.Figures with { OrdersByMonth = [] } }).ShouldNotContain("Orders per month");

    private static DemoResult Result { get; } = new(
        [new("servers", 1.5), new("generate", 1.25), new("replication", 2), new("analytics", 1.75)],
        new ShopFigures(
            [
                new("public.orders", "orders_replica", 5_000, 5_000, "09a6c27ee4a501748e7", "09a6c27ee4a501748e7"),
                new("public.orderdetails", "orderdetails_replica", 14_871, 14_870, "1ce5443512efc15518a", "1ce5443512efc15518b"),
            ],
            [new("Anna [VIP] Petrova", "gold", 12, 184_790.45m)],
            [new("Tablet X-868", "Computers", 279, 514_906.71m)],
            [new("2026-08", 210), new("2026-09", 105)]));

    private static string Shown(DemoResult result)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 120;
        new ClosingScreen(console).Show(result);
        return text.ToString();
    }
}
