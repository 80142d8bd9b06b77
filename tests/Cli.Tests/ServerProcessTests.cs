using System.Diagnostics;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Tests;

/// <summary>Programs that do nothing, by other names.</summary>
public sealed class ServerProcessTests : IDisposable
{
    private readonly ServerFolder _folder = ServerFolder.Open(Path.Combine(Path.GetTempPath(), $"pipeline-folder-{Guid.CreateVersion7():N}"));
    private readonly List<Process> _started = [];

    public ServerProcessTests() => Directory.CreateDirectory(_folder.Data);

    public void Dispose()
    {
        foreach (var process in _started)
        {
            process.Kill();
            process.Dispose();
        }

        Directory.Delete(_folder.Path, recursive: true);
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("/usr/sbin/mariadbd")]
    [InlineData("mysqld")]
    public void A_server_is_known_by_its_program_and_its_data(string program)
    {
        var process = Start(program, _folder.Data);

        ServerProcess.Find(_folder).ShouldBe(new ServerProcess(process.Id));
    }

    /// <summary>As tar -C does: the folder is among its words, and where it works.</summary>
    [Theory]
    [InlineData("tar")]
    [InlineData("setpriv")]
    public async Task A_program_that_copies_the_data_is_no_server(string program)
    {
        var process = Start(program, _folder.Data);

        ServerProcess.Find(_folder).ShouldBeNull();
        await ServerProcess.AwaitNoRemainsAsync(_folder, TestContext.Current.CancellationToken);
        process.HasExited.ShouldBeFalse();
    }

    private Process Start(string name, string word)
    {
        var process = Process.Start(new ProcessStartInfo("bash", ["-c", $"exec -a {name} bash -c 'printf .; read -r' \"$0\"", word])
        {
            WorkingDirectory = _folder.Data,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        _started.Add(process);
        process.StandardOutput.Read().ShouldBe('.');
        return process;
    }
}
