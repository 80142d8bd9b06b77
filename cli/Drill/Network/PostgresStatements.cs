using System.Buffers.Binary;
using System.Text;

namespace Pipeline.Cli.Drill.Network;

/// <summary>PostgreSQL's protocol: first a message without a type, then one byte of type, four of length, the body; Q and P hold a statement.</summary>
internal sealed class PostgresStatements : StatementStream
{
    private const int TlsRequest = 80877103;
    private const int GssRequest = 80877104;
    private const byte TlsRecord = 0x16;

    private bool _started;

    protected override FrameState Frame(ReadOnlySpan<byte> kept, out long length, out string? statement)
    {
        (length, statement) = (0, null);
        if (!_started)
            return Start(kept, out length);
        if (kept.Length < 5)
            return FrameState.Incomplete;
        var whole = 1L + BinaryPrimitives.ReadInt32BigEndian(kept[1..]);
        if (kept[0] is (byte)'Q' or (byte)'P')
        {
            if (kept.Length < whole)
                return FrameState.Incomplete;
            var body = kept[5..];
            if (kept[0] is (byte)'P')
                body = body[(body.IndexOf((byte)0) + 1)..];
            statement = Encoding.UTF8.GetString(body[..body.IndexOf((byte)0)]);
        }

        length = whole;
        return FrameState.Known;
    }

    private FrameState Start(ReadOnlySpan<byte> kept, out long length)
    {
        length = 0;
        if (kept[0] == TlsRecord)
        {
            // The server agreed to encrypt: what follows is TLS.
            IsEncrypted = true;
            length = kept.Length;
            return FrameState.Known;
        }

        if (kept.Length < 8)
            return FrameState.Incomplete;
        length = BinaryPrimitives.ReadInt32BigEndian(kept);
        _started = BinaryPrimitives.ReadInt32BigEndian(kept[4..]) is not (TlsRequest or GssRequest);
        return FrameState.Known;
    }
}
