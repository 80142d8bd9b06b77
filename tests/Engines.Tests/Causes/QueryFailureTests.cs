using Pipeline.Spark.Sql.Causes;

namespace Pipeline.Engines.Tests.Causes;

/// <summary>Errors of queries in the words of Spark 4.0.4.</summary>
public sealed class QueryFailureTests
{
    private const string Data = "the query met values that it cannot compute: ";
    private const string Text = "the query cannot be run: ";
    private const string Untold = "whose message may quote a row, and stands in the log of Spark alone.";

    [Theory]
    [InlineData("[CAST_INVALID_INPUT] The value 'bob@x.org' of the type \"STRING\" cannot be cast to \"DOUBLE\" because it is malformed. Correct the value as per the syntax, or change its target type. Use `try_cast` to tolerate malformed input and return NULL instead. SQLSTATE: 22018\n== SQL (line 1, position 8) ==\nselect cast(t as double) from v\n       ^^^^^^^^^^^^^^^^^^^^^^^^\n", "[CAST_INVALID_INPUT] a value of the type \"STRING\" cannot be cast to \"DOUBLE\" because it is malformed (line 1, position 8).")]
    [InlineData("[CAST_INVALID_INPUT] The value 'bob\n of the type \"INT\" cannot' of the type \"STRING\" cannot be cast to \"DATE\" because it is malformed. Correct the value. SQLSTATE: 22018", "[CAST_INVALID_INPUT] a value of the type \"STRING\" cannot be cast to \"DATE\" because it is malformed.")]
    [InlineData("[CAST_INVALID_INPUT] The value 'bob is cut off", "[CAST_INVALID_INPUT] " + Untold)]
    [InlineData("[CAST_OVERFLOW] The value 1.5E300D of the type \"DOUBLE\" cannot be cast to \"INT\" due to an overflow. Use `try_cast` to tolerate overflow and return NULL instead. SQLSTATE: 22003", "[CAST_OVERFLOW] a value of the type \"DOUBLE\" cannot be cast to \"INT\" due to an overflow.")]
    [InlineData("[DIVIDE_BY_ZERO] Division by zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead. If necessary set \"spark.sql.ansi.enabled\" to \"false\" to bypass this error. SQLSTATE: 22012\n== SQL of VIEW v (line 2, position 11) ==\nselect b/z from v\n       ^^^", "[DIVIDE_BY_ZERO] Division by zero (line 2, position 11).")]
    [InlineData("[ARITHMETIC_OVERFLOW] long overflow. Use 'try_add' to tolerate overflow and return NULL instead. SQLSTATE: 22003", "[ARITHMETIC_OVERFLOW] long overflow.")]
    [InlineData("[BINARY_ARITHMETIC_OVERFLOW] 100S * 5S caused overflow. Use `try_multiply` to ignore overflow problem and return NULL. SQLSTATE: 22003", "[BINARY_ARITHMETIC_OVERFLOW] " + Untold)]
    [InlineData("[NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION]  123456.789 cannot be represented as Decimal(5, 2). If necessary set \"spark.sql.ansi.enabled\" to \"false\" to bypass this error, and return NULL instead. SQLSTATE: 22003", "[NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION] a number cannot be represented as Decimal(5, 2).")]
    [InlineData("[CANNOT_PARSE_TIMESTAMP] Text 'bob@x.org' could not be parsed at index 0. Use `try_to_timestamp` to tolerate invalid input string and return NULL instead. SQLSTATE: 22007", "[CANNOT_PARSE_TIMESTAMP] " + Untold)]
    [InlineData("[ILLEGAL_DAY_OF_WEEK] Illegal input for day of week: bob@x.org. SQLSTATE: 22009", "[ILLEGAL_DAY_OF_WEEK] " + Untold)]
    [InlineData("[INVALID_FORMAT.MISMATCH_INPUT] The format is invalid: 999. The input \"STRING\" bob@x.org does not match the format. SQLSTATE: 42601", "[INVALID_FORMAT.MISMATCH_INPUT] " + Untold)]
    [InlineData("[SCALAR_SUBQUERY_TOO_MANY_ROWS] More than one row returned by a subquery used as an expression. SQLSTATE: 21000\n== SQL (line 1, position 8) ==\nselect (select t from v) from v", "[SCALAR_SUBQUERY_TOO_MANY_ROWS] More than one row returned by a subquery used as an expression (line 1, position 8).")]
    public void Values_that_cannot_be_computed_are_told_without_them(string said, string told)
    {
        var explained = RootCause.Of([Failure(said)]);

        explained.ErrorClass.ShouldBe("SQL_DATA_FAILED");
        explained.Text.ShouldBe(Data + told);
        explained.Remedy.ShouldContain("try_cast");
    }

    [Theory]
    [InlineData("\n[PARSE_SYNTAX_ERROR] Syntax error at or near 'selec'. SQLSTATE: 42601 (line 1, pos 0)\n\n== SQL ==\nselec 1\n^^^\n", "[PARSE_SYNTAX_ERROR] Syntax error at or near 'selec'. SQLSTATE: 42601 (line 1, pos 0).")]
    [InlineData("[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with name `absent` cannot be resolved. Did you mean one of the following? [`b`, `ts`]. SQLSTATE: 42703; line 1 pos 7;\n'Project ['absent]\n+- SubqueryAlias v", "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with name `absent` cannot be resolved. Did you mean one of the following? [`b`, `ts`]. SQLSTATE: 42703; line 1 pos 7.")]
    [InlineData("[TABLE_OR_VIEW_NOT_FOUND] The table or view `nowhere` cannot be found. Verify the spelling and correctness of the schema and catalog.", "[TABLE_OR_VIEW_NOT_FOUND] The table or view `nowhere` cannot be found. Verify the spelling and correctness of the schema and catalog.")]
    [InlineData("[UNSUPPORTED_FEATURE.LATERAL_COLUMN_ALIAS_IN_GROUP_BY] The feature is not supported: Referencing a lateral column alias via GROUP BY alias/ALL is not supported yet. SQLSTATE: 0A000", "[UNSUPPORTED_FEATURE.LATERAL_COLUMN_ALIAS_IN_GROUP_BY] The feature is not supported: Referencing a lateral column alias via GROUP BY alias/ALL is not supported yet. SQLSTATE: 0A000.")]
    public void A_query_that_is_wrong_is_told_as_Spark_says_it(string said, string told)
    {
        var explained = RootCause.Of([Failure(said)]);

        explained.ErrorClass.ShouldBe("SQL_FAILED");
        explained.Text.ShouldBe(Text + told);
    }

    [Theory]
    [InlineData("[DATA_SOURCE_NOT_FOUND] Failed to find the data source: kafka. Make sure the provider name is correct and the package is properly registered and compatible with your Spark version. SQLSTATE: 42K02", "DATA_SOURCE_NOT_FOUND")]
    [InlineData("[INVALID_CONF_VALUE.TIME_ZONE] The value 'Mars' in the config \"spark.sql.session.timeZone\" is invalid. Cannot resolve the given timezone. SQLSTATE: 22022", "INVALID_CONF_VALUE.TIME_ZONE")]
    [InlineData("[INTERNAL_ERROR] The Spark SQL phase planning failed with an internal error. SQLSTATE: XX000", "INTERNAL_ERROR")]
    public void What_is_no_fault_of_the_query_keeps_its_class(string said, string errorClass) =>
        RootCause.Of([Failure(said)]).ErrorClass.ShouldBe(errorClass);

    /// <summary>As the protocol gives it, before what the message says.</summary>
    [Fact]
    public void The_state_beside_a_message_counts_first() =>
        RootCause.Of([new Cause("org.apache.spark.SparkException", "The value is 'bob'. SQLSTATE: 42000", "NEW_IN_SOME_VERSION", "22023")]).Text
            .ShouldBe($"{Data}[NEW_IN_SOME_VERSION] {Untold}");

    private static Cause Failure(string said) => new("org.apache.spark.SparkException", said, said.TrimStart()[1..].Split(']')[0]);
}
