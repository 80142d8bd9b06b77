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

    /// <summary>As root makes it under umask 077: the server is another user's process. An ordinary user's folder stays as closed as it is.</summary>
    [Fact]
    public void A_servers_user_may_pass_whatever_the_umask_was()
    {
        const UnixFileMode closed = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(_path, closed);

        ServerFolder.Open(_path);

        File.GetUnixFileMode(_path).ShouldBe(Environment.IsPrivilegedProcess ? closed | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : closed);
    }

    [Fact]
    public void A_folder_without_a_server_has_no_process() =>
        ServerProcess.Find(ServerFolder.Open(_path)).ShouldBeNull();
}
