using System.Text;

namespace Pipeline.Cli.Drill.Network;

/// <summary>MySQL's protocol: three bytes of length, a number within the exchange, the payload; a command has number 0, and 3 is a query.</summary>
internal sealed class MySqlStatements : StatementStream
{
    private const int Header = 4;
    private const byte Query = 3;
    private const int TlsRequestLength = 32;
    private const int TlsCapability = 0x0800;

    private bool _greeted;

    protected override FrameState Frame(ReadOnlySpan<byte> kept, out long length, out string? statement)
    {
        (length, statement) = (0, null);
        if (kept.Length <= Header)
            return kept.Length == Header && Payload(kept) == 0 ? Known(Header, out length) : FrameState.Incomplete;
        var payload = Payload(kept);
        if (!_greeted)
            return Greeting(kept, payload, out length);
        if (kept[3] != 0 || kept[Header] != Query)
            return Known(Header + payload, out length);
        if (kept.Length < Header + payload)
            return FrameState.Incomplete;
        statement = Encoding.UTF8.GetString(kept[(Header + 1)..]);
        return Known(Header + payload, out length);
    }

    // The first frame of a client names what it can; a short one with the TLS bit is followed by encrypted bytes.
    private FrameState Greeting(ReadOnlySpan<byte> kept, int payload, out long length)
    {
        length = 0;
        if (kept.Length < Header + 4)
            return FrameState.Incomplete;
        _greeted = true;
        IsEncrypted = payload == TlsRequestLength && ((kept[Header] | (kept[Header + 1] << 8)) & TlsCapability) != 0;
        return Known(Header + payload, out length);
    }

    private static int Payload(ReadOnlySpan<byte> kept) => kept[0] | (kept[1] << 8) | (kept[2] << 16);

    private static FrameState Known(long whole, out long length)
    {
        length = whole;
        return FrameState.Known;
    }
}
