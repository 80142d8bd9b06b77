using Pipeline.Cli.Brokers;
using Pipeline.Common;

namespace Pipeline.Cli.Tests.Brokers;

public sealed class OfflineMirrorTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("pipeline-mirror-").FullName;

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public void Without_a_mirror_the_ordinary_indexes_are_used()
    {
        OfflineMirror.Find(Project(), named: null).ShouldBeNull();
    }

    [Fact]
    public void A_mirror_beside_the_project_is_found()
    {
        var beside = Mirror("shared/mirror");

        OfflineMirror.Find(Project(), named: null)!.Source.ShouldBe(beside);
    }

    [Fact]
    public void The_named_mirror_wins()
    {
        Mirror("shared/mirror");
        var named = Mirror("elsewhere");

        OfflineMirror.Find(Project(), named)!.Source.ShouldBe(named);
    }

    [Fact]
    public void A_name_that_leads_nowhere_is_a_usage_error()
    {
        var error = Should.Throw<PipelineException>(() => OfflineMirror.Find(Project(), Path.Combine(_parent, "typo")));

        error.Code.ShouldBe(ExitCode.Usage);
        error.Message.ShouldContain("typo");
    }

    private string Project() => Directory.CreateDirectory(Path.Combine(_parent, "project")).FullName;

    private string Mirror(string place)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_parent, place)).FullName;
        File.WriteAllText(Path.Combine(folder, "unpack"), "#!/bin/sh\n");
        return folder;
    }
}
