namespace Pipeline.Cli.Testing;

/// <summary>What a suite prints while it runs, line by line into a file, and the tests that began and have not ended.</summary>
internal sealed class SuiteLog : IDisposable
{
    private const int TailLines = 40;
    private const string Began = " [STARTING]";
    private const string Ended = " [FINISHED]";

    private readonly StreamWriter _file;
    private readonly Queue<string> _tail = new(TailLines);
    private readonly List<string> _running = [];

    /// <summary>Starts the file anew; its folder is made.</summary>
    public SuiteLog(string path)
    {
        Path = path;
        _ = Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        _file = new StreamWriter(path) { AutoFlush = true };
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The last lines.</summary>
    public string Tail
    {
        get
        {
            lock (_tail)
                return string.Join('\n', _tail);
        }
    }

    /// <summary>Full names of the tests at work, oldest first.</summary>
    public IReadOnlyList<string> Running
    {
        get
        {
            lock (_tail)
                return [.. _running];
        }
    }

    /// <summary>Takes one line of xUnit's verbose reporter, from whichever stream.</summary>
    public void Add(string line)
    {
        lock (_tail)
        {
            _file.WriteLine(line);
            if (_tail.Count == TailLines)
                _ = _tail.Dequeue();
            _tail.Enqueue(line);

            if (line.EndsWith(Began, StringComparison.Ordinal))
                _running.Add(line[..^Began.Length].Trim());
            else if (line.LastIndexOf(Ended, StringComparison.Ordinal) is >= 0 and var end)
                _ = _running.Remove(line[..end].Trim());
        }
    }

    public void Dispose() => _file.Dispose();
}
