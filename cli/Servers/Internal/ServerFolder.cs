using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Common;

namespace Pipeline.Cli.Servers.Internal;

/// <summary>Where one private server keeps everything: data, log, port, and the secret its passwords come from.</summary>
internal sealed class ServerFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode OwnerWritesAllPass =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private const UnixFileMode AllPass = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private ServerFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>The server's own files.</summary>
    public string Data => Join("data");

    /// <summary>Where <see cref="Data"/> is made; it gets its name only when complete.</summary>
    public string UnfinishedData => Join("data.unfinished");

    /// <summary>Temporary files of this server alone.</summary>
    public string Temporary => Join("tmp");

    public string Log => Join("server.log");

    public string ProcessId => Join("server.pid");

    /// <summary>What the server reads before it lets anyone in; there only while it starts.</summary>
    public string FirstStatements => Join("first-statements.sql");

    private string Secret => Join("secret");

    private string PortFile => Join("port");

    private string KeepMark => Join("kept");

    /// <summary>True once the server is to outlive the program that started it.</summary>
    public bool Kept
    {
        get => File.Exists(KeepMark);
        set
        {
            if (value)
                File.WriteAllText(KeepMark, "");
            else
                File.Delete(KeepMark);
        }
    }

    /// <summary>The port of the last start, or null before the first.</summary>
    public int? Port
    {
        get => File.Exists(PortFile) && int.TryParse(File.ReadAllText(PortFile), CultureInfo.InvariantCulture, out var port) ? port : null;
        set => File.WriteAllText(PortFile, value?.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Opens the folder, making it when it is missing.</summary>
    /// <exception cref="PipelineException">It belongs to another user (exit 3).</exception>
    public static ServerFolder Open(string path)
    {
        try
        {
            MakePassable(path);
            var folder = new ServerFolder(System.IO.Path.GetFullPath(path));
            folder.KeepSecret();
            return folder;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new PipelineException(
                ExitCode.CannotConnect,
                $"{path} belongs to another user: {error.Message}",
                $"Run as the user who made it, or stop its servers and remove it: sudo rm -r {path}",
                error);
        }
    }

    /// <summary>Makes a folder where it is missing, and lets the users pass whom root's servers run as, whatever its umask.</summary>
    public static void MakePassable(string path)
    {
        Directory.CreateDirectory(path, OwnerWritesAllPass);
        if (Environment.IsPrivilegedProcess && File.GetUnixFileMode(path) is var mode && (mode & AllPass) != AllPass)
            File.SetUnixFileMode(path, mode | AllPass);
    }

    /// <summary>The password of one role: a function of the folder's secret, so nothing else has to be kept.</summary>
    public string Password(string role)
    {
        var key = File.ReadAllBytes(Secret);
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(role)))[..32];
    }

    /// <summary>Waits until no other program starts or stops this server.</summary>
    public Task<FileLock> StartingAsync(CancellationToken cancellation) => FileLock.TakeAsync(Join("starting.lock"), cancellation);

    /// <summary>Says that we use the server, until disposed of; the system takes it back when we are killed.</summary>
    public FileLock Using() => FileLock.Share(Join("users.lock"));

    /// <summary>Takes the place of all users at once, or returns null when somebody uses the server.</summary>
    public FileLock? NobodyUsing() => FileLock.TryTake(Join("users.lock"));

    /// <summary>Writes a file that only its owner may read.</summary>
    public static void WriteSecretly(string path, ReadOnlySpan<byte> content)
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        });
        file.Write(content);
    }

    private void KeepSecret()
    {
        if (File.Exists(Secret))
            return;
        var unfinished = $"{Secret}.{Environment.ProcessId}";
        WriteSecretly(unfinished, RandomNumberGenerator.GetBytes(32));
        try
        {
            File.Move(unfinished, Secret, overwrite: false);
        }
        catch (IOException) when (File.Exists(Secret))
        {
            // Another program made it in the same moment: its secret counts.
            File.Delete(unfinished);
        }
    }

    private string Join(string name) => System.IO.Path.Combine(Path, name);
}
