using Pipeline.Spark.Sql.Embedded.Jdbc.Postgres;

namespace Pipeline.Engines.Tests.Jdbc;

public sealed class PostgresColumnsTests
{
    [Theory]
    [InlineData("boolean", "boolean", "\"c\"", "\"c\"::int")]
    [InlineData("bigint", "long", "\"c\"", "\"c\"")]
    [InlineData("numeric(12,2)", "decimal(12,2)", "\"c\"", "\"c\"")]
    [InlineData("numeric(38,10)", "decimal(38,10)", "\"c\"::text", "\"c\"")]
    [InlineData("timestamp with time zone", "timestamp", "\"c\"", "\"c\" at time zone 'UTC'")]
    [InlineData("timestamp(3) with time zone", "timestamp", "\"c\"", "\"c\" at time zone 'UTC'")]
    [InlineData("bytea", "binary", "\"c\"", "encode(\"c\", 'hex')")]
    [InlineData("character varying(20)", "string", "\"c\"::text", "\"c\"")]
    [InlineData("public.mood", "string", "\"c\"::text", "\"c\"")]
    public void A_type_is_read_as_Spark_reads_it(string type, string spark, string value, string text)
    {
        var column = PostgresColumns.Plan("c", type);

        (column.Type.SimpleString, column.Value, column.MySqlText, column.Refusal).ShouldBe((spark, value, text, null));
    }

    [Theory]
    [InlineData("numeric", "drop digits")]
    [InlineData("numeric(50,2)", "at most 38")]
    [InlineData("time without time zone", "date")]
    [InlineData("integer[]", "arrays")]
    public void A_type_that_Spark_would_bend_can_only_be_copied(string type, string why) =>
        PostgresColumns.Plan("c", type).Refusal.ShouldNotBeNull().ShouldContain(why);
}
