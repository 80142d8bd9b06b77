using Pipeline.Cli.Report;

namespace Pipeline.Cli.Tests.Report;

public sealed class ReportFolderTests : IDisposable
{
    private static readonly DateTime LongAgo = DateTime.UtcNow.AddHours(-1);

    private readonly ReportFolder _folder = new(Directory.CreateTempSubdirectory("pipeline-report").FullName);

    public void Dispose() => Directory.Delete(_folder.Path, recursive: true);

    [Fact]
    public async Task A_file_with_the_same_text_is_not_written_again_and_one_with_another_is()
    {
        await WriteAsync("page.html", "one");
        File.SetLastWriteTimeUtc(At("page.html"), LongAgo);

        await WriteAsync("page.html", "one");
        File.GetLastWriteTimeUtc(At("page.html")).ShouldBe(LongAgo, TimeSpan.FromSeconds(1));

        await WriteAsync("page.html", "two");
        (await File.ReadAllTextAsync(At("page.html"), TestContext.Current.CancellationToken)).ShouldBe("two");
    }

    [Fact]
    public async Task Pages_that_are_not_listed_and_leftovers_go_and_nothing_else_does()
    {
        var listed = ReportFolder.PageOf(ReportExamples.Events.Run);
        var forgotten = ReportFolder.PageOf(ReportExamples.Replication.Run);
        string[] others = ["index.html", "pipeline.prom", "notes.html", "a-0123abcd-1.txt", "mine.new"];
        string[] leftovers = ["index.html.12.new", "pipeline.prom.12.new", $"{listed}.12.new"];
        foreach (var name in (string[])[listed, forgotten, .. others, .. leftovers])
        {
            await WriteAsync(name, "text");
            File.SetLastWriteTimeUtc(At(name), LongAgo);
        }

        await WriteAsync($"{listed}.13.new", "of a writer at work");

        _folder.Tidy(new HashSet<string> { listed }, []);

        Directory.GetFiles(_folder.Path).Select(Path.GetFileName).ShouldBe([listed, .. others, $"{listed}.13.new"], ignoreOrder: true);
    }

    [Fact]
    public async Task Pages_of_a_job_that_could_not_be_read_stay()
    {
        var unread = ReportFolder.PageOf(ReportExamples.Replication.Run);
        var forgotten = ReportFolder.PageOf(ReportExamples.Events.Run);
        await WriteAsync(unread, "text");
        await WriteAsync(forgotten, "text");

        _folder.Tidy(new HashSet<string>(), [new UnreadJob(ReportExamples.Replication.Run.Job, "MYSQL_URL is not set")]);

        Directory.GetFiles(_folder.Path).Select(Path.GetFileName).ShouldBe([unread]);
    }

    [Fact]
    public async Task A_second_writer_waits_for_the_first()
    {
        var first = await _folder.LockAsync(TestContext.Current.CancellationToken);
        var second = _folder.LockAsync(TestContext.Current.CancellationToken);

        (await Task.WhenAny(second, Task.Delay(200, TestContext.Current.CancellationToken))).ShouldNotBe(second);
        first.Dispose();

        (await second).Dispose();
    }

    private string At(string name) => Path.Combine(_folder.Path, name);

    private Task WriteAsync(string name, string text) => _folder.WriteAsync(name, text, TestContext.Current.CancellationToken);
}
