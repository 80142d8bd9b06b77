using System.Diagnostics;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Tests;

public sealed class ProcessTreeTests
{
    /// <summary>Its first thread ends and counts as a zombie, while another goes on and keeps what the process has open.</summary>
    [Fact]
    public async Task A_process_lives_until_its_last_thread_has_ended()
    {
        const string program = "import ctypes, threading, time; threading.Thread(target=time.sleep, args=(600,)).start(); ctypes.CDLL(None).pthread_exit(None)";
        using var process = Process.Start("python3", ["-c", program]);
        var id = process.Id;
        while (!(await File.ReadAllTextAsync($"/proc/{id}/stat", TestContext.Current.CancellationToken)).Contains(") Z ", StringComparison.Ordinal))
            await Task.Delay(10, TestContext.Current.CancellationToken);

        ProcessTree.IsAlive(id).ShouldBeTrue();

        LibC.Signal(id, LibC.Kill);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        ProcessTree.IsAlive(id).ShouldBeFalse();
    }

    [Fact]
    public void A_process_that_never_was_does_not_live() => ProcessTree.IsAlive(int.MaxValue).ShouldBeFalse();
}
