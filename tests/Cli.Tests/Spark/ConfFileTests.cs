using Pipeline.Cli.Brokers;
using Pipeline.Cli.Spark;
using Pipeline.Cli.Spark.Internal;

namespace Pipeline.Cli.Tests.Spark;

public sealed class ConfFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline-conf-").FullName;

    [Fact]
    public void A_backslash_is_doubled_as_Java_reads_it() =>
        ConfFile.Text([KeyValuePair.Create("spark.sql.redaction.string.regex", @"\s+")]).ShouldBe("spark.sql.redaction.string.regex=\\\\s+\n");

    [Fact]
    public void A_path_with_a_space_and_a_letter_beyond_ASCII_stays_one_option() => ConfFile.Text(
        [KeyValuePair.Create("spark.executor.extraJavaOptions", JavaWords.Join(["-Da=b", "-Dfile=/Büro 1/x\"y"]))])
        .ShouldBe("spark.executor.extraJavaOptions=-Da=b \"-Dfile=/B\\u00fcro 1/x\\\\\"y\"\n");

    [Fact]
    public void A_setting_that_Java_would_read_otherwise_is_refused() =>
        Should.Throw<ArgumentException>(() => ConfFile.Text([KeyValuePair.Create("spark.app.name", "zwei\nZeilen")]));

    [Fact]
    public void What_is_written_is_read_again() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 9], Gen.String[Gen.OneOf(Gen.Char[' ', '~'], Gen.Char['\u00a0', '\ufffd'], Gen.Const('\\')), 0, 20]).Sample((key, value) =>
            ConfFile.Parse($"# none=of this\n\n{ConfFile.Text([KeyValuePair.Create(key, value)])}")[key].ShouldBe(value));

    [Fact]
    public void The_pattern_that_hides_passwords_reaches_the_cluster_as_it_was_meant()
    {
        var pattern = Settings(new ClusterFolder(_folder))["spark.sql.redaction.string.regex"];

        var shown = System.Text.RegularExpressions.Regex.Replace(
            """key: "password" value: "a\"b" and jdbc:postgresql://h/d?user=u&password=secret&ssl=1""",
            pattern, "***", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

        shown.ShouldBe("key: *** and jdbc:postgresql://h/d?user=u&***&ssl=1");
    }

    [Fact]
    public void Only_its_owner_may_read_the_file()
    {
        var file = Path.Combine(_folder, "cluster.conf");

        ConfFile.Write(file, Settings(new ClusterFolder(_folder)));

        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_cluster_authenticates_stays_on_loopback_and_keeps_within_its_memory()
    {
        var settings = Settings(new ClusterFolder(_folder));

        settings["spark.authenticate"].ShouldBe("true");
        settings["spark.authenticate.secret"].Length.ShouldBe(64);
        settings["spark.driver.bindAddress"].ShouldBe("127.0.0.1");
        settings["spark.executor.memory"].ShouldBe("640m");
        settings["spark.cores.max"].ShouldBe($"{Environment.ProcessorCount}");
    }

    [Fact]
    public void Only_the_JVMs_of_the_standing_server_have_the_second_compiler()
    {
        var folder = new ClusterFolder(_folder);
        var standing = ClusterSettings.OfConnect(Installation("/spark"), folder, SparkPorts.Usual)["spark.executor.extraJavaOptions"];

        Settings(folder)["spark.executor.extraJavaOptions"].ShouldBe($"-XX:TieredStopAtLevel=1 {standing}");
        standing.ShouldContain("-XX:SharedArchiveFile=/spark/spark.jsa");
        ClusterProcess.Connect(folder, SparkPorts.Usual).CommandLine(Installation("/spark"), folder).ShouldNotContain("-XX:TieredStopAtLevel=1");
        ClusterProcess.Master(folder, SparkPorts.Usual).CommandLine(Installation("/spark"), folder).ShouldContain("-XX:TieredStopAtLevel=1");
    }

    [Fact]
    public void The_secret_stays_the_same_and_is_never_that_of_Connect()
    {
        var secret = new ClusterFolder(_folder).Secret("cluster");

        new ClusterFolder(_folder).Secret("cluster").ShouldBe(secret);
        new ClusterFolder(_folder).Secret("connect").ShouldNotBe(secret);
    }

    [Fact]
    public void A_copy_with_another_value_keeps_the_rest_and_is_as_secret()
    {
        var (from, to) = (Path.Combine(_folder, "a.conf"), Path.Combine(_folder, "b.conf"));
        ConfFile.Write(from, new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "x=y", ["b"] = """\d""", ["c"] = "old" });

        ConfFile.WriteWith(from, to, ["c"], """new\""");

        File.ReadAllText(to).ShouldBe("a=x=y\nb=\\\\d\nc=new\\\\\n");
        File.GetUnixFileMode(to).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void No_secret_is_on_a_command_line()
    {
        var folder = new ClusterFolder(_folder);
        var secrets = new[] { folder.Secret("cluster"), folder.Secret("connect") };

        foreach (var process in (ClusterProcess[])[
            ClusterProcess.Master(folder, SparkPorts.Usual), ClusterProcess.Worker(folder, SparkPorts.Usual), ClusterProcess.Connect(folder, SparkPorts.Usual)])
            process.Arguments.ShouldNotContain(word => secrets.Any(secret => word.Contains(secret, StringComparison.Ordinal)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IReadOnlyDictionary<string, string> Settings(ClusterFolder folder) =>
        ClusterSettings.Of(Installation("/spark"), folder);

    private static SparkInstallation Installation(string home) => new(new JavaRuntime("/java", "/java/bin/java", "17.0.1"), home);
}
