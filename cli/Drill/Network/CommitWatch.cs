using System.Diagnostics;

namespace Pipeline.Cli.Drill.Network;

/// <summary>Cuts one connection, once: the one that sends the awaited statement, after it was sent and before its answer is back.</summary>
/// <param name="word">How the statement begins.</param>
/// <param name="mySql">Which protocol the connections speak.</param>
/// <param name="awaitAnswer">True to cut when the server answers, so that it surely did it; false to cut at once.</param>
internal sealed class CommitWatch(string word, bool mySql, bool awaitAnswer)
{
    private readonly Lock _lock = new();
    private long? _cutAt;

    /// <summary>When it was cut, by the stopwatch; null when the statement never came.</summary>
    public long? CutAt
    {
        get
        {
            lock (_lock)
                return _cutAt;
        }
    }

    /// <summary>True when some connection was encrypted.</summary>
    public bool IsBlind { get; private set; }

    public IWire NewWire() => new Wire(this);

    private bool TryCut()
    {
        lock (_lock)
        {
            if (_cutAt is not null)
                return false;
            _cutAt = Stopwatch.GetTimestamp();
            return true;
        }
    }

    private sealed class Wire(CommitWatch watch) : IWire
    {
        private readonly StatementStream _statements = watch.IsMySql ? new MySqlStatements() : new PostgresStatements();
        private volatile bool _answerIsCut;

        public ValueTask<Fate> ToServerAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
        {
            var found = _statements.Read(bytes.Span).Any(watch.IsAwaited) && watch.TryCut();
            watch.IsBlind |= _statements.IsEncrypted;
            if (!found)
                return new(Fate.GoesOn);
            _answerIsCut = true;
            return new(watch.AwaitsAnswer ? Fate.GoesOn : Fate.Cut);
        }

        public ValueTask<Fate> ToClientAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => new(_answerIsCut ? Fate.Cut : Fate.GoesOn);
    }

    private bool IsMySql => mySql;

    private bool AwaitsAnswer => awaitAnswer;

    private bool IsAwaited(string statement) => statement.AsSpan().TrimStart().StartsWith(word, StringComparison.OrdinalIgnoreCase);
}
