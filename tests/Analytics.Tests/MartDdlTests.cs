using System.Text.RegularExpressions;
using Pipeline.Common;

namespace Pipeline.Analytics.Tests;

public sealed partial class MartDdlTests
{
    private static readonly MySqlServer MariaDb = MySqlServer.Of("10.11.19-MariaDB");

    [Fact]
    public void A_staging_table_is_declared_exactly() => MartDdl.Create(Examples.Parse(), MariaDb, "staged").ShouldBe(
        """
        create table `staged` (
            `day` date not null comment 'The day''s date.',
            `revenue` decimal(22, 2) null comment 'Money; null when none.',
            primary key (`day`)
        ) engine = innodb character set utf8mb4 collate utf8mb4_nopad_bin comment = 'One row per day.'
        """);

    [Theory]
    [InlineData("daily_sales_analytics")]
    [InlineData("product_sales_analytics")]
    [InlineData("user_sales_analytics")]
    public void The_init_script_makes_the_same_table(string name)
    {
        var script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "init_mysql.sql"));
        var scripted = TablePattern(name).Match(script).Value;

        var built = MartDdl.Create(Examples.Named(name), MariaDb, name);

        Plain(built).Replace("utf8mb4_nopad_bin", "utf8mb4_bin", StringComparison.Ordinal).ShouldBe(
            Plain(scripted).Replace("if not exists ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Days_are_replaced_by_column_names()
    {
        var mart = Examples.Parse();

        MartDdl.DeleteDays(mart, mart.Days!, DayRange.Of("2026-01-01", "2026-01-02")!)
            .ShouldBe("delete from `example` where `day` >= '2026-01-01' and `day` < '2026-01-02'");
        MartDdl.InsertFrom(mart, "staged").ShouldBe("insert into `example` (`day`, `revenue`) select `day`, `revenue` from `staged`");
    }

    private static Regex TablePattern(string name) =>
        new($"create table if not exists {name} \\(.*?\n\\) engine[^;]*", RegexOptions.Singleline, TimeSpan.FromSeconds(1));

    private static string Plain(string ddl) => Blanks().Replace(ddl.Replace("`", "", StringComparison.Ordinal), " ").Trim();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
