using Pipeline.Common;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Analytics.Tests;

/// <summary>What a mart's table would round or cut is refused before it is written.</summary>
public sealed class MartTypesTests
{
    public static TheoryData<DataType, string, bool> Types => new()
    {
        { new DecimalType(20, 2), "decimal(20, 2)", true },
        { new DecimalType(38, 2), "decimal(20,2)", true },
        { new DecimalType(33, 8), "decimal(20, 2)", false },
        { new DecimalType(12, 2), "decimal", false },
        { new LongType(), "decimal(20, 2)", true },
        { new DoubleType(), "decimal(20, 2)", false },
        { new LongType(), "bigint", true },
        { new DecimalType(20, 0), "bigint unsigned", true },
        { new DecimalType(20, 1), "bigint", false },
        { new StringType(), "int", false },
        { new BooleanType(), "tinyint(1)", true },
        { new LongType(), "double", false },
        { new DoubleType(), "float", false },
        { new TimestampType(), "date", false },
        { new StringType(), "date", false },
        { new DateType(), "datetime(6)", true },
        { new TimestampType(), "datetime(6)", true },
        { new TimestampType(), "datetime", false },
        { new StringType(), "varchar(60)", true },
        { new TimestampType(), "varchar(60)", false },
        { new BinaryType(), "blob", true },
        { new NullType(), "date", true },
        { new DoubleType(), "geometry", true },
    };

    [Theory]
    [MemberData(nameof(Types), DisableDiscoveryEnumeration = true)]
    public void A_type_fits_where_no_value_of_it_changes(DataType type, string declared, bool fits) => MartTypes.Fits(type, declared).ShouldBe(fits);

    [Fact]
    public void All_marts_fit_what_they_declare()
    {
        using var shop = new ShopViews("(1, 1, 10.00, '2026-01-01 00:00:00')");

        foreach (var mart in Examples.Own)
            MartTypes.Require(mart, shop.Session.Sql(mart.Query).Schema());
    }

    [Theory]
    [InlineData("day as day, revenue / 7 as revenue", "Column revenue of example is decimal(16,6) in its query, but Marts/example.sql declares decimal(22, 2), which would round or cut it.", "Write cast(... as decimal(22, 2)) as revenue in the query, or declare a type that holds it.")]
    [InlineData("cast(day as timestamp) as day, revenue", "Column day of example is timestamp in its query, but Marts/example.sql declares date, which would round or cut it.", "Write cast(... as date) as day in the query, or declare a type that holds it.")]
    [InlineData("day", "The query of example makes no column revenue, which Marts/example.sql declares.", "Select it, or take it out of the columns at the head.")]
    public void What_does_not_fit_is_named_with_the_cast_to_write(string select, string what, string remedy)
    {
        var mart = Examples.Parse();
        using var session = SparkSession.Builder().AppName("mart types").GetOrCreate();
        var rows = session.Sql($"select {select} from (select cast('2026-01-01' as date) as day, cast(1 as decimal(12, 2)) as revenue) as shop");

        var error = Should.Throw<PipelineException>(() => MartTypes.Require(mart, rows.Schema()));

        (error.Code, error.Message, error.Remedy).ShouldBe((ExitCode.DataRefused, what, remedy));
    }
}
