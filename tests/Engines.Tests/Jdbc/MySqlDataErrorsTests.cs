using Pipeline.Spark.Sql.Embedded.Jdbc.MySql;

namespace Pipeline.Engines.Tests.Jdbc;

public sealed class MySqlDataErrorsTests
{
    [Theory]
    [InlineData("Duplicate entry 'a'b@example.org' for key 'users.email'", "Duplicate entry for key 'users.email'")]
    [InlineData("Incorrect decimal value: 'NaN' for column `shop`.`b`.`n` at row 1", "Incorrect decimal value for column `shop`.`b`.`n` at row 1")]
    [InlineData("Data truncated for column 'v' at row 7", "Data truncated for column 'v' at row 7")]
    [InlineData("Truncated incorrect DOUBLE value: 'secret'", "Truncated incorrect DOUBLE value")]
    public void A_message_keeps_its_names_and_loses_the_values(string message, string expected) =>
        MySqlDataErrors.WithoutValues(message).ShouldBe(expected);
}
