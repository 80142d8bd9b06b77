using Pipeline.Cli.Brokers;
using Pipeline.Cli.Spark;

namespace Pipeline.Cli.Tests.Spark;

public sealed class SparkInstallationTests
{
    [Fact]
    public void What_is_set_in_the_shell_for_another_Spark_is_taken_away_from_its_processes()
    {
        var installation = new SparkInstallation(new JavaRuntime("/java", "/java/bin/java", "17.0.15"), "/spark");

        var taken = installation.Environment.Where(variable => variable.Value is null).Select(variable => variable.Key);

        taken.ShouldBe(["SPARK_DAEMON_JAVA_OPTS", "SPARK_DIST_CLASSPATH", "SPARK_REMOTE", "SPARK_SUBMIT_OPTS"], ignoreOrder: true);
    }
}
