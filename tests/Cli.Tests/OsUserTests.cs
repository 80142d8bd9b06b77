using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Tests;

public sealed class OsUserTests
{
    [Fact]
    public void An_ordinary_user_runs_servers_as_himself() =>
        OsUser.For("postgres", isRoot: false, Known("postgres")).Run("postgres", "-D", "x").ShouldBe(["postgres", "-D", "x"]);

    [Fact]
    public void Root_runs_servers_as_the_user_of_their_package() =>
        OsUser.For("mysql", isRoot: true, Known("root", "mysql", "nobody")).Run("mariadbd")
            .ShouldBe(["setpriv", "--reuid=mysql", "--regid=mysql", "--init-groups", "--", "mariadbd"]);

    [Fact]
    public void Root_falls_back_to_nobody() =>
        OsUser.For("mysql", isRoot: true, Known("root", "nobody")).Name.ShouldBe("nobody");

    [Fact]
    public void Root_without_any_such_user_is_told_what_to_type()
    {
        var error = Should.Throw<PipelineException>(() => OsUser.For("mysql", isRoot: true, Known("root")));

        error.Code.ShouldBe(ExitCode.CannotConnect);
        error.Remedy.ShouldContain("useradd --system mysql");
    }

    [Fact]
    public async Task A_folder_that_is_closed_to_the_servers_user_is_named()
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Skip("Only root runs servers as other users.");
        var folder = Directory.CreateTempSubdirectory("pipeline-closed-").FullName;

        var error = await Should.ThrowAsync<PipelineException>(() => new OsUser("nobody").RequireEntryAsync("MariaDB", folder, TestContext.Current.CancellationToken));

        error.Code.ShouldBe(ExitCode.CannotConnect);
        error.Message.ShouldBe($"The user nobody, whom MariaDB runs as, cannot enter {folder}.");
        Directory.Delete(folder);
    }

    private static Func<IReadOnlySet<string>> Known(params string[] names) => () => names.ToHashSet(StringComparer.Ordinal);
}
