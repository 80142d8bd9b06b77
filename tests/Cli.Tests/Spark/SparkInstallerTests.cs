using Pipeline.Cli.Brokers;
using Pipeline.Cli.Spark;
using Pipeline.Common;

namespace Pipeline.Cli.Tests.Spark;

public sealed class SparkInstallerTests : IDisposable
{
    private static readonly JavaRuntime Older = new("/java", "/java/bin/java", "17.0.15");
    private static readonly JavaRuntime Newer = Older with { Version = "17.0.16" };

    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline-spark-").FullName;

    [Fact]
    public void An_update_of_Java_stops_no_job_and_the_archive_is_known_to_be_of_another()
    {
        var installer = Lay("a pom", Older);

        installer.IsRecorded(installer.Find(Older)).ShouldBeTrue();
        installer.IsRecorded(installer.Find(Newer)).ShouldBeFalse();
    }

    [Fact]
    public void Other_jars_are_installed_by_a_person()
    {
        var installer = Lay("a pom", Older);
        File.WriteAllText(Pom, "another pom");

        var error = Should.Throw<PipelineException>(() => installer.Find(Older));

        error.Message.ShouldBe($"Spark in {Path.Combine(_folder, "spark")} is not of this checkout's pom.xml.");
        error.Remedy.ShouldBe("Type: ./pipeline spark install");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Pom => Path.Combine(_folder, "spark-jobs", "pom.xml");

    private SparkInstaller Lay(string pom, JavaRuntime java)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Pom)!);
        File.WriteAllText(Pom, pom);
        var installer = new SparkInstaller(_folder, _folder, _ => { });
        var home = Directory.CreateDirectory(Path.Combine(_folder, "spark")).FullName;
        Directory.CreateDirectory(Path.Combine(home, "jars"));
        File.WriteAllText(Path.Combine(home, "spark.jsa"), "");
        File.WriteAllText(Path.Combine(home, "complete"), installer.MarkOf(java));
        return installer;
    }
}
