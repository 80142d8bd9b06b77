namespace Pipeline.Cli.Drill.Network;

/// <summary>Finds the statements in what a client sends, however the bytes are cut into packets. Bulk data is passed over unread.</summary>
internal abstract class StatementStream
{
    private readonly List<byte> _kept = [];
    private long _toSkip;

    /// <summary>True once the client has asked for encryption and the rest cannot be read.</summary>
    public bool IsEncrypted { get; protected set; }

    /// <summary>Takes the next bytes, and gives the statements that are complete with them.</summary>
    public IReadOnlyList<string> Read(ReadOnlySpan<byte> bytes)
    {
        List<string> statements = [];
        while (!IsEncrypted && bytes.Length > 0)
        {
            if (_toSkip > 0)
            {
                var skipped = (int)Math.Min(_toSkip, bytes.Length);
                _toSkip -= skipped;
                bytes = bytes[skipped..];
                continue;
            }

            _kept.Add(bytes[0]);
            bytes = bytes[1..];
            var frame = Frame(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_kept), out var length, out var statement);
            if (frame == FrameState.Incomplete)
                continue;
            if (statement is not null)
                statements.Add(statement);
            _toSkip = length - _kept.Count;
            _kept.Clear();
        }

        return statements;
    }

    /// <summary>Looks at the beginning of a frame.</summary>
    /// <param name="kept">What is there of it.</param>
    /// <param name="length">Its whole length, once <see cref="FrameState.Known"/>; what is not there yet is passed over.</param>
    /// <param name="statement">The statement it holds, if any; then the frame is there as a whole.</param>
    protected abstract FrameState Frame(ReadOnlySpan<byte> kept, out long length, out string? statement);
}
