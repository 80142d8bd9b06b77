namespace Pipeline.Cli.Servers.Internal;

/// <summary>A lock between processes: the system's lock on an open file, given back when its holder ends, however it ends.</summary>
internal sealed class FileLock : IDisposable
{
    /// <summary>EWOULDBLOCK. Any other error, such as a disk that is full or read-only, would be waited for in vain.</summary>
    private const int Taken = 11;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock for itself alone, waiting for those who have it.</summary>
    public static async Task<FileLock> TakeAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            if (TryTake(path) is { } taken)
                return taken;
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>Takes the lock for itself alone, or returns null when somebody has it.</summary>
    public static FileLock? TryTake(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error) when (error.HResult == Taken)
        {
            return null;
        }
    }

    /// <summary>Takes the lock beside others who share it.</summary>
    public static FileLock Share(string path) =>
        new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite));

    public void Dispose() => _file.Dispose();
}
