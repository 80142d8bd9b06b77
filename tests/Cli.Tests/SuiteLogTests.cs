using Pipeline.Cli.Testing;

namespace Pipeline.Cli.Tests;

public sealed class SuiteLogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pipeline-suite-");

    [Fact]
    public void Tests_that_began_and_did_not_end_are_at_work()
    {
        using var log = Log();
        log.Add("    A.b [STARTING]");
        log.Add("    A.c(text: \"1\") [STARTING]");
        log.Add("    A.d [STARTING]");
        log.Add("    A.b [FINISHED] Time: 0.033s");
        log.Add("    A.d [FAIL]");
        log.Add("    A.d [FINISHED] Time: 1.5s");

        log.Running.ShouldBe(["A.c(text: \"1\")"]);
    }

    [Fact]
    public void All_lines_are_in_the_file_at_once_and_the_last_forty_at_hand()
    {
        using var log = Log();
        for (var line = 1; line <= 50; line++)
            log.Add($"line {line}");

        using var reader = new StreamReader(new FileStream(log.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        reader.ReadToEnd().Split('\n').Length.ShouldBe(51);
        log.Tail.ShouldStartWith("line 11\n");
        log.Tail.ShouldEndWith("line 50");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private SuiteLog Log() => new(Path.Combine(_folder.FullName, "log", "Some.Tests.log"));
}
