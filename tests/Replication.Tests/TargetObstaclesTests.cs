using Pipeline.Replication.Plan;

namespace Pipeline.Replication.Tests;

public sealed class TargetObstaclesTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("sql_require_primary_key", "sql_require_primary_key")]
    [InlineData("innodb_force_primary_key", "innodb_force_primary_key")]
    [InlineData("sql_generate_invisible_primary_key", null)]
    [InlineData("sql_generate_invisible_primary_key,sql_require_primary_key", null)]
    public void A_server_that_makes_the_keys_itself_requires_none(string on, string? expected) =>
        TargetObstacles.RequiringKeys(on.Split(',', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(expected);
}
