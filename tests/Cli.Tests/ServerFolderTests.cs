using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Tests;

public sealed class ServerFolderTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"pipeline-folder-{Guid.CreateVersion7():N}");

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public void A_password_lasts_as_long_as_the_folder_and_differs_by_role()
    {
        var password = ServerFolder.Open(_path).Password("reader");

        ServerFolder.Open(_path).Password("reader").ShouldBe(password);
        ServerFolder.Open(_path).Password("writer").ShouldNotBe(password);
        password.Length.ShouldBe(32);
    }

    [Fact]
    public void The_port_and_the_wish_to_be_kept_are_remembered()
    {
        var folder = ServerFolder.Open(_path);
        (folder.Port, folder.Kept).ShouldBe((null, false));

        folder.Port = 45123;
        folder.Kept = true;

        var again = ServerFolder.Open(_path);
        (again.Port, again.Kept).ShouldBe((45123, true));
        again.Kept = false;
        folder.Kept.ShouldBeFalse();
    }

    [Fact]
    public void A_folder_without_a_server_has_no_process() =>
        ServerProcess.Find(ServerFolder.Open(_path)).ShouldBeNull();
}
