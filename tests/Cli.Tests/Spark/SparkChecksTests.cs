using Pipeline.Cli.Doctor;

namespace Pipeline.Cli.Tests.Spark;

public sealed class SparkChecksTests : IDisposable
{
    private readonly string _jars = Directory.CreateTempSubdirectory("pipeline-jars-").FullName;

    [Fact]
    public void Jars_of_another_version_are_named()
    {
        Lay("spark-core_2.13-4.1.0.jar");

        var finding = SparkChecks.Version(_jars);

        finding.Found.ShouldBe($"4.1.0 in {_jars}, and the bindings are made for 4.0.4");
        finding.Remedy.ShouldBe("Type: ./pipeline spark install");
    }

    [Fact]
    public void Jars_of_the_right_version_are_well()
    {
        Lay("spark-core_2.13-4.0.4.jar");

        SparkChecks.Version(_jars).IsWell.ShouldBeTrue();
    }

    [Fact]
    public void A_missing_driver_is_named()
    {
        Lay("postgresql-42.7.14.jar", "mysql-connector-j-9.7.0.jar", "spark-connect_2.13-4.0.4.jar", "spark-sql-kafka-0-10_2.13-4.0.4.jar");

        SparkChecks.DriversIn(_jars).Found.ShouldBe($"missing in {_jars}: mariadb-java-client-*.jar");
    }

    public void Dispose() => Directory.Delete(_jars, recursive: true);

    private void Lay(params string[] names)
    {
        foreach (var name in names)
            File.WriteAllText(Path.Combine(_jars, name), "");
    }
}
