using System.Diagnostics;
using System.Globalization;
using Pipeline.Common;

namespace Pipeline.Cli.Servers.Internal;

/// <summary>A package of Debian and Ubuntu that holds a server.</summary>
/// <param name="Product">What it holds, for messages.</param>
/// <param name="Name">Its name for apt-get.</param>
/// <param name="Setting">The variable that names a server elsewhere instead; null where none would do.</param>
internal sealed record ServerPackage(string Product, string Name, string? Setting = null)
{
    // What Debian's maintainer scripts ask before they start a service; 101 means no.
    private const string StartPolicy = "/usr/sbin/policy-rc.d";

    // Of the two locks of apt-get, it waits for one by itself.
    private const string ListsLock = "/lists/lock";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly SemaphoreSlim OneAtATime = new(1);

    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>What a person types to install it.</summary>
    public string InstallCommand => $"sudo apt-get update && sudo apt-get install -y {Name}";

    /// <summary>Installs it when we may, without starting the service that comes with it.</summary>
    /// <exception cref="PipelineException">We are not root, there is no apt-get, or it failed (exit 3).</exception>
    public async Task InstallAsync(Action<string> say, CancellationToken cancellation)
    {
        if (!Environment.IsPrivilegedProcess || ProgramFolders.Find("apt-get") is not { } apt)
            throw Missing("it is not installed");

        say($"{Product} is not installed: installing the package {Name} with apt-get, without starting its service.");
        await OneAtATime.WaitAsync(cancellation);
        try
        {
            await InstallAloneAsync(apt, cancellation);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>The error of a server that is not there.</summary>
    public PipelineException Missing(string reason) => new(
        ExitCode.CannotConnect,
        Setting is null ? $"{Product} is needed on this machine, and {reason}." : $"{Product}'s server is needed on this machine, and {reason}.",
        $"Type: {InstallCommand}{(Setting is null ? "" : $"   (or set {Setting} to a server of yours)")}");

    /// <summary>The error of a server that is too old, where the system has no package of a newer one.</summary>
    /// <param name="found">The version that is installed.</param>
    /// <param name="oldest">The oldest major version that would do.</param>
    public PipelineException TooOld(string found, int oldest) => new(
        ExitCode.CannotConnect,
        $"{Product} {oldest} or newer is needed on this machine, and {found} is installed.",
        $"Install {oldest} or newer from {Product}'s own package repository, or set {Setting} to a server of yours, or take the containers: docker compose up -d --build");

    private async Task InstallAloneAsync(string apt, CancellationToken cancellation)
    {
        var ourPolicy = await ForbidStartsAsync(cancellation);
        try
        {
            await UpdateAsync(apt, cancellation);
            // Not to be cancelled: whoever kills dpkg leaves the whole machine's packages half configured.
            await Command.RunAsync(
                [
                    "env", "DEBIAN_FRONTEND=noninteractive", apt, "install", "-y", "-qq", "--no-install-recommends",
                    "-o", string.Create(CultureInfo.InvariantCulture, $"DPkg::Lock::Timeout={Patience.TotalSeconds:N0}"), Name,
                ],
                CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            if (ourPolicy)
                File.Delete(StartPolicy);
        }
    }

    private static async Task UpdateAsync(string apt, CancellationToken cancellation)
    {
        string[] update = [apt, "update", "-qq"];
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Patience; await Task.Delay(Pause, cancellation))
        {
            var ended = await Command.TryAsync(update, cancellation);
            if (ended.ExitCode == 0)
                return;
            if (!ended.StandardError.Contains(ListsLock, StringComparison.Ordinal))
                break;
        }

        await Command.RunAsync(update, cancellation);
    }

    private static async Task<bool> ForbidStartsAsync(CancellationToken cancellation)
    {
        if (File.Exists(StartPolicy))
            return false;
        await File.WriteAllTextAsync(StartPolicy, "#!/bin/sh\nexit 101\n", cancellation);
        File.SetUnixFileMode(StartPolicy, Executable);
        return true;
    }
}
