namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>
/// A folder for what does not fit into memory. Its owner holds a lock in it, which the system lets go when the process ends however it ends:
/// the next one made beside it removes it then.
/// </summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string Prefix = "pipeline-sql-";
    private const string LockName = "owner.lock";

    private readonly FileStream _lock;

    private TemporaryFolder(string path, FileStream taken) => (Path, _lock) = (path, taken);

    public string Path { get; }

    /// <summary>Makes one, after those are removed whose owners are gone.</summary>
    /// <param name="parent">Where.</param>
    public static TemporaryFolder Create(string parent)
    {
        foreach (var left in Directory.EnumerateDirectories(parent, Prefix + "*"))
            RemoveUnlessOwned(left);
        while (true)
        {
            var path = System.IO.Path.Combine(parent, Prefix + Guid.NewGuid().ToString("N"));
            _ = OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(path)
                : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if (TryLock(path, FileMode.CreateNew) is { } taken)
                return new TemporaryFolder(path, taken);
        }
    }

    public void Dispose()
    {
        Remove(Path);
        _lock.Dispose();
    }

    private static void RemoveUnlessOwned(string path)
    {
        // Without a lock it is about to be taken, or of somebody else.
        using var taken = TryLock(path, FileMode.Open);
        if (taken is not null)
            Remove(path);
    }

    /// <summary>The lock, or null if another holds it, or has just removed it together with the folder.</summary>
    private static FileStream? TryLock(string path, FileMode mode)
    {
        var name = System.IO.Path.Combine(path, LockName);
        try
        {
            var taken = new FileStream(name, mode, FileAccess.ReadWrite, FileShare.None);
            if (File.Exists(name))
                return taken;
            taken.Dispose();
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Someone looks at it; the next one that is made removes it.
        }
    }
}
