using Pipeline.Common;

namespace Pipeline.Cli.Servers.Internal;

/// <summary>Who a server's process runs as: ourselves, or, when we are root, an ordinary user of the machine.</summary>
/// <param name="Name">The user to switch to; null to stay who we are.</param>
internal sealed record OsUser(string? Name)
{
    private const string PasswordFile = "/etc/passwd";

    /// <summary>The user for a server: database servers refuse to run as root.</summary>
    /// <param name="preferred">The user the server's package makes, such as postgres.</param>
    public static OsUser For(string preferred) => For(preferred, Environment.IsPrivilegedProcess, KnownUsers);

    /// <summary>The same rule over given facts.</summary>
    public static OsUser For(string preferred, bool isRoot, Func<IReadOnlySet<string>> knownUsers)
    {
        if (!isRoot)
            return new OsUser(Name: null);

        var known = knownUsers();
        return new[] { preferred, "nobody" }.FirstOrDefault(known.Contains) is { } name
            ? new OsUser(name)
            : throw new PipelineException(
                ExitCode.CannotConnect,
                $"A database server must not run as root, and this machine has neither the user {preferred} nor nobody.",
                $"Make one (useradd --system {preferred}), or start the pipeline as an ordinary user.");
    }

    /// <summary>The command line that runs a program as this user, in the same process.</summary>
    public IReadOnlyList<string> Run(params IEnumerable<string> command) =>
        Name is null ? [.. command] : ["setpriv", $"--reuid={Name}", $"--regid={Name}", "--init-groups", "--", .. command];

    /// <summary>Gives a folder with all in it to this user.</summary>
    public async Task OwnAsync(string path, CancellationToken cancellation)
    {
        if (Name is not null)
            await Command.RunAsync(["chown", "-R", $"{Name}:", path], cancellation);
    }

    /// <summary>True when this user can step into a folder: every folder above it lets it pass.</summary>
    public async Task<bool> CanEnterAsync(string folder, CancellationToken cancellation) =>
        Name is null || (await Command.TryAsync(Run("test", "-x", folder), cancellation)).ExitCode == 0;

    /// <summary>Makes sure that a server of this user can have its data in a folder.</summary>
    /// <exception cref="PipelineException">The user cannot step into it (exit 3).</exception>
    public async Task RequireEntryAsync(string product, string folder, CancellationToken cancellation)
    {
        if (!await CanEnterAsync(folder, cancellation))
            throw CannotEnter(product, folder);
    }

    /// <summary>The error where this user cannot step into a folder.</summary>
    public PipelineException CannotEnter(string product, string folder) => new(
        ExitCode.CannotConnect,
        $"The user {Name}, whom {product} runs as, cannot enter {folder}.",
        $"Give others the right to pass where it lacks (`namei -m {folder}` shows it; chmod o+x), or set PIPELINE_HOME to a folder that all may enter.");

    private static HashSet<string> KnownUsers() =>
        [.. File.ReadLines(PasswordFile).Select(line => line.Split(':', 2)[0])];
}
