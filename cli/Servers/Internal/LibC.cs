using System.Runtime.InteropServices;

namespace Pipeline.Cli.Servers.Internal;

/// <summary>The system calls that .NET has no name for.</summary>
internal static class LibC
{
    /// <summary>Asks to finish (SIGTERM).</summary>
    public const int Terminate = 15;

    /// <summary>Interrupts; PostgreSQL's "fast shutdown" (SIGINT).</summary>
    public const int Interrupt = 2;

    /// <summary>PostgreSQL's "immediate shutdown": as after a crash, but its helpers end too (SIGQUIT).</summary>
    public const int Quit = 3;

    /// <summary>Ends at once, whatever is going on (SIGKILL).</summary>
    public const int Kill = 9;

    /// <summary>Sends a signal; a process that has gone is no error.</summary>
    public static void Signal(int pid, int signal) => _ = SendSignal(pid, signal);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int pid, int signal);
}
