using System.Diagnostics;
using Pipeline.Cli.Bench;

namespace Pipeline.Cli.Tests.Bench;

public sealed class StockSparkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline-stock-").FullName;

    private string Ours => Path.Combine(_folder, "cluster.conf");

    [Fact]
    public void Its_settings_are_what_the_cluster_demands_and_only_the_owner_reads_them()
    {
        Lay();

        var stock = Path.Combine(_folder, "stock", "stock.conf");
        File.ReadAllLines(stock).ShouldBe(["spark.authenticate=true", "spark.authenticate.secret=s"]);
        File.GetUnixFileMode(stock).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Its_script_gives_the_launcher_no_option_of_ours_and_becomes_what_the_launcher_says()
    {
        Lay();
        var java = Path.Combine(_folder, "bin", "java");
        Directory.CreateDirectory(Path.GetDirectoryName(java)!);
        await File.WriteAllTextAsync(java, """
            #!/bin/sh
            printf '\nprintf\0%%s\\n\0'
            for word in "$@"; do printf '%s\0' "$word"; done
            """, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(java, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var start = new ProcessStartInfo(Path.Combine(_folder, "stock", StockSpark.Stock), ["--properties-file", Ours, "two words"]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["JAVA_HOME"] = _folder;
        start.Environment["SPARK_HOME"] = "/spark";
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        said.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(
        [
            "-Xmx128m", "-cp", "/spark/jars/*", "org.apache.spark.launcher.Main", "org.apache.spark.deploy.SparkSubmit",
            "--properties-file", Path.Combine(_folder, "stock", "stock.conf"), "two words",
        ]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Lay()
    {
        File.WriteAllText(Ours, "spark.authenticate=true\nspark.authenticate.secret=s\nspark.driver.extraJavaOptions=-XX:+UseSerialGC\nspark.driver.memory=512m\n");
        new StockSpark(Path.Combine(_folder, "stock")).Lay(Ours);
    }
}
