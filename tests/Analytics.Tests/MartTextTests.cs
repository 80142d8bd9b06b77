using Pipeline.Analytics.Definitions;
using Pipeline.Common;

namespace Pipeline.Analytics.Tests;

public sealed class MartTextTests
{
    [Fact]
    public void The_head_gives_grain_replicas_key_days_and_columns()
    {
        var mart = Examples.Parse();

        mart.Grain.ShouldBe("One row per day.");
        mart.Reads.ShouldBe(["orders_replica", "users_replica"]);
        mart.Key.ShouldBe(["day"]);
        mart.Days.ShouldBe(new MartDays("day", "orders_replica", "order_date"));
        mart.Columns.ShouldBe(
        [
            new MartColumn("day", "date", Required: true, "The day's date."),
            new MartColumn("revenue", "decimal(22, 2)", Required: false, "Money; null when none."),
        ]);
        mart.Query.ShouldBe("select 1 as day -- a comment of the query's own");
    }

    [Fact]
    public void Each_check_is_a_sentence_and_a_query() => Examples.Parse().Checks.ShouldBe(
    [
        new MartCheck("one row per day", "select day\nfrom example"),
        new MartCheck("nothing is negative", "select revenue from example where revenue < 0"),
    ]);

    [Theory]
    [InlineData("-- grain: One row per day.\n", "", "Marts/example.sql does not say -- grain: at its head.")]
    [InlineData("key: day", "key: night", "Marts/example.sql has no column night, which its key names.")]
    [InlineData("day date not null:", "day date not null", "Marts/example.sql declares \"day date not null The day's date.\", which is not of the form name type [not null]: comment.")]
    [InlineData("day = orders", "day is orders", "Marts/example.sql says days: day is orders_replica.order_date, which is not of the form column = replica.column.")]
    [InlineData("select 1 as day -- a comment of the query's own", "", "Marts/example.sql holds no query.")]
    [InlineData("-- reads:", "-- read:", "Marts/example.sql begins with \"read: orders_replica, users_replica\", which is none of grain, reads, key, days, columns, each once.")]
    public void What_is_wrong_with_a_head_is_said(string good, string bad, string expected) =>
        Should.Throw<PipelineException>(() => Examples.Parse(Examples.Query.Replace(good, bad, StringComparison.Ordinal))).Message.ShouldBe(expected);

    [Theory]
    [InlineData("select 1", "Marts/example.checks.sql does not begin with \"-- check:\" and a sentence.")]
    [InlineData("-- check: alone", "Marts/example.checks.sql has no query for the check \"alone\".")]
    public void What_is_wrong_with_checks_is_said(string checks, string expected) =>
        Should.Throw<PipelineException>(() => Examples.Parse(checks: checks)).Message.ShouldBe(expected);

    [Fact]
    public void A_mart_without_checks_beside_it_is_refused() =>
        Refusal(folder => File.WriteAllText(Path.Combine(folder, "lonely.sql"), Examples.Query)).ShouldBe("Marts/lonely.sql has no lonely.checks.sql beside it.");

    [Fact]
    public void A_mart_that_reads_a_mart_is_refused() => Refusal(folder =>
    {
        foreach (var (name, reads) in new[] { ("first", "orders_replica"), ("second", "users_replica, first") })
        {
            File.WriteAllText(Path.Combine(folder, $"{name}.sql"), Examples.Query.Replace("orders_replica, users_replica", reads, StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(folder, $"{name}.checks.sql"), Examples.Checks);
        }
    }).ShouldBe("Marts/second.sql reads first, which is a mart.");

    private static string Refusal(Action<string> write)
    {
        var folder = Directory.CreateTempSubdirectory("marts");
        try
        {
            write(folder.FullName);
            var error = Should.Throw<PipelineException>(() => MartCatalog.Of(folder.FullName));
            error.Code.ShouldBe(ExitCode.Usage);
            return error.Message;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
