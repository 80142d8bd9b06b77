using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Events.Internal;

namespace Pipeline.Events;

/// <summary>Spoils events, one way for each <see cref="BadKind"/>; the same event is always spoilt the same way.</summary>
internal static class BadMessages
{
    /// <summary>How many bytes the string of a <see cref="BadKind.HugeMessage"/> has.</summary>
    public const int HugeBytes = 1_000_000;

    private static readonly string[] Required = ["event_id", "user_id", "event_type", "session_id", "occurred_at"];

    /// <summary>The spoilt message's value; null is a message without one.</summary>
    /// <param name="kind">How it is spoilt.</param>
    /// <param name="event">A good event, as JSON.</param>
    /// <param name="turn">Counts the messages of this kind: which field is missing, which is mistyped.</param>
    public static byte[]? Spoil(BadKind kind, ReadOnlySpan<byte> @event, long turn) => kind switch
    {
        BadKind.NotJson => "user 17 looked at product 4 <not json>"u8.ToArray(),
        BadKind.TruncatedJson => @event[..(@event.Length / 2)].ToArray(),
        BadKind.JsonArray => [(byte)'[', .. @event, (byte)']'],
        BadKind.JsonScalar => "42"u8.ToArray(),
        BadKind.MissingField => Changed(@event, fields => fields.Remove(Required[(int)(turn % Required.Length)])),
        BadKind.MistypedField => Changed(@event, fields => Mistype(fields, turn)),
        BadKind.UnknownEventType => Changed(@event, fields => fields["event_type"] = "teleport"),
        BadKind.EscapedNul => WithNote(@event, @"nul\u0000here"u8),
        BadKind.RawNul => WithNote(@event, "nul\0here"u8),
        BadKind.LoneSurrogate => WithNote(@event, @"half\ud800pair"u8),
        BadKind.InvalidUtf8 => WithNote(@event, [0x63, 0x61, 0x66, 0xE9, 0xC3, 0x28, 0xFF]),
        BadKind.EmptyValue => [],
        BadKind.NullValue => null,
        BadKind.HugeMessage => WithNote(@event, Filler(turn)),
        BadKind.NumberBeyondRange => Changed(@event, fields => fields["user_id"] = JsonNode.Parse("9223372036854775808")),
        BadKind.ImpossibleDate => Changed(@event, fields => fields["occurred_at"] = "2026-02-30T12:00:00.000000Z"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of bad message."),
    };

    private static void Mistype(JsonObject fields, long turn)
    {
        var (name, value) = (turn % 7) switch
        {
            0 => ("event_id", JsonNode.Parse("12345")),
            1 => ("user_id", JsonNode.Parse("\"seventeen\"")),
            2 => ("event_type", JsonNode.Parse("[\"page_view\"]")),
            3 => ("product_id", JsonNode.Parse("4.5")),
            4 => ("session_id", JsonNode.Parse("\"not-a-uuid\"")),
            5 => ("occurred_at", JsonNode.Parse("\"yesterday\"")),
            _ => ("properties", JsonNode.Parse("\"device=mobile\"")),
        };
        fields[name] = value;
    }

    private static byte[] Changed(ReadOnlySpan<byte> @event, Action<JsonObject> change)
    {
        var fields = JsonNode.Parse(@event)!.AsObject();
        change(fields);
        return Encoding.UTF8.GetBytes(fields.ToJsonString());
    }

    /// <summary>Puts one more property into the event, byte for byte: what it holds need not be valid. An event ends in <c>}}</c>.</summary>
    private static byte[] WithNote(ReadOnlySpan<byte> @event, ReadOnlySpan<byte> note) =>
        [.. @event[..^2], .. ",\"note\":\""u8, .. note, .. "\"}}"u8];

    /// <summary>Text that compresses about as badly as real text: random letters and digits.</summary>
    private static byte[] Filler(long turn)
    {
        var letters = "abcdefghijklmnopqrstuvwxyz012345"u8;
        var random = new StableRandom((ulong)turn);
        var filler = new byte[HugeBytes];
        for (var i = 0; i < filler.Length; i += 8)
        {
            var bits = random.Next();
            for (var j = i; j < Math.Min(i + 8, filler.Length); j++, bits >>= 5)
                filler[j] = letters[(int)(bits & 31)];
        }

        return filler;
    }
}
