using Pipeline.Cli.Spark.Internal;

namespace Pipeline.Cli.Tests.Spark;

public sealed class ClusterFolderTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("pipeline-cluster-").FullName;

    [Fact]
    public void What_a_master_knew_is_forgotten_and_its_folder_is_the_owners_alone()
    {
        var folder = new ClusterFolder(_path);
        Directory.CreateDirectory(folder.Recovery);
        File.WriteAllText(Path.Combine(folder.Recovery, "app_app-1"), "");

        Directory.CreateDirectory(Path.Combine(folder.Scratch, "blockmgr-1"));

        folder.ForgetApplications();

        Directory.Exists(folder.Scratch).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(folder.Recovery).ShouldBeEmpty();
        File.GetUnixFileMode(folder.Recovery).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void A_secret_that_was_never_finished_is_made_anew()
    {
        File.WriteAllText(Path.Combine(_path, "cluster.secret"), "");

        new ClusterFolder(_path).Secret("cluster").Length.ShouldBe(64);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
