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

        folder.ForgetApplications();

        Directory.EnumerateFileSystemEntries(folder.Recovery).ShouldBeEmpty();
        File.GetUnixFileMode(folder.Recovery).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
