using System.Buffers.Binary;

namespace Pipeline.Events.Internal;

/// <summary>Identifiers that are a function of the seed and a number, so that whatever is sent again is recognised.</summary>
internal static class EventId
{
    private const ulong EventSalt = 0x6576656E745F6964;
    private const ulong SessionSalt = 0x73657373696F6E5F;

    public static Guid OfEvent(long seed, long sequence) => Of((ulong)seed, EventSalt, (ulong)sequence);

    public static Guid OfSession(long seed, long session) => Of((ulong)seed, SessionSalt, (ulong)session);

    /// <summary>A UUID of version 8 (RFC 9562: contents of one's own).</summary>
    private static Guid Of(ulong seed, ulong salt, ulong number)
    {
        var stream = StableRandom.Mix(seed ^ StableRandom.Mix(salt));
        var high = StableRandom.Mix(stream + number);
        var low = StableRandom.Mix(~stream ^ StableRandom.Mix(number ^ salt));

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
