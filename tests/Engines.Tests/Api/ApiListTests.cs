using Pipeline.Spark.Sql;

namespace Pipeline.Engines.Tests.Api;

/// <summary>The public surface is the checked list spark-jobs/Engines/api.txt, whose signatures are those of Microsoft.Spark 2.x.</summary>
public sealed class ApiListTests
{
    [Fact]
    public void The_public_surface_is_the_checked_list() => Surface().ShouldBe(ApiText.Checked(typeof(SparkSession).Assembly), ignoreOrder: true);

    private static IEnumerable<string> Surface() =>
        from type in typeof(SparkSession).Assembly.GetExportedTypes()
        from line in ApiText.Members(type).Prepend(ApiText.Header(type))
        select line;
}
