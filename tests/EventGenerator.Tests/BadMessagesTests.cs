using System.Text;
using System.Text.Json;

namespace Pipeline.Events.Tests;

public sealed class BadMessagesTests
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static TheoryData<BadKind> Kinds => [.. Enum.GetValues<BadKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_is_really_bad(BadKind kind)
    {
        for (var turn = 0; turn < 14; turn++)
            Complaint(BadMessages.Spoil(kind, Good(turn), turn)).ShouldNotBeNull($"{kind}, turn {turn}");
    }

    [Fact]
    public void A_good_event_has_nothing_to_complain_about()
    {
        for (var turn = 0; turn < 100; turn++)
            Complaint(Good(turn)).ShouldBeNull();
    }

    [Theory]
    [InlineData(BadKind.NotJson, "no JSON")]
    [InlineData(BadKind.TruncatedJson, "no JSON")]
    [InlineData(BadKind.JsonArray, "no object")]
    [InlineData(BadKind.JsonScalar, "no object")]
    [InlineData(BadKind.RawNul, "no JSON")]
    [InlineData(BadKind.InvalidUtf8, "no UTF-8")]
    [InlineData(BadKind.EmptyValue, "no value")]
    [InlineData(BadKind.NullValue, "no value")]
    [InlineData(BadKind.EscapedNul, "NUL")]
    [InlineData(BadKind.LoneSurrogate, "surrogate")]
    [InlineData(BadKind.HugeMessage, "huge")]
    [InlineData(BadKind.MissingField, "event_id")]
    [InlineData(BadKind.MistypedField, "event_id")]
    [InlineData(BadKind.UnknownEventType, "event_type")]
    [InlineData(BadKind.NumberBeyondRange, "user_id")]
    [InlineData(BadKind.ImpossibleDate, "occurred_at")]
    public void A_kind_is_bad_in_the_way_its_name_says(BadKind kind, string complaint)
    {
        Complaint(BadMessages.Spoil(kind, Good(0), 0)).ShouldBe(complaint);
    }

    [Fact]
    public void One_in_so_many_is_bad_and_the_kinds_take_turns()
    {
        using var messages = new EventMessages(EventStreamOptions.Of(), badEvery: 10);

        var kinds = Enumerable.Range(1, 320).Select(number => (Number: number, messages.Next().Bad)).Where(message => message.Bad is not null).ToList();

        kinds.ShouldAllBe(message => message.Number % 10 == 0);
        kinds.CountBy(message => message.Bad.GetValueOrDefault()).ShouldAllBe(kind => kind.Value == 2);
        kinds.Count.ShouldBe(32);
    }

    [Fact]
    public void A_huge_message_still_fits_into_what_a_broker_takes_by_default()
    {
        BadMessages.Spoil(BadKind.HugeMessage, Good(0), 0)!.Length.ShouldBeInRange(1_000_000, 1_040_000);
    }

    private static byte[] Good(int sequence)
    {
        using var json = new EventJson(1);
        return json.Write(EventStreamTests.Take(EventStreamOptions.Of(), sequence + 1)[sequence]).ToArray();
    }

    /// <summary>What a careful reader would say of a message; null for nothing.</summary>
    private static string? Complaint(byte[]? value)
    {
        if (value is null or [])
            return "no value";
        if (value.Length > 100_000)
            return "huge";
        try
        {
            Strict.GetString(value);
            using var document = JsonDocument.Parse(value);
            return document.RootElement.ValueKind is JsonValueKind.Object ? Complaint(document.RootElement) : "no object";
        }
        catch (DecoderFallbackException)
        {
            return "no UTF-8";
        }
        catch (JsonException)
        {
            return "no JSON";
        }
    }

    private static string? Complaint(JsonElement fields) => fields switch
    {
        _ when !(fields.TryGetProperty("event_id", out var id) && id.ValueKind is JsonValueKind.String && id.TryGetGuid(out _)) => "event_id",
        _ when !(fields.TryGetProperty("user_id", out var user) && user.ValueKind is JsonValueKind.Number && user.TryGetInt64(out _)) => "user_id",
        _ when !(fields.TryGetProperty("event_type", out var type) && type.ValueKind is JsonValueKind.String
            && Enum.GetValues<EventType>().Any(known => type.ValueEquals(known.Name))) => "event_type",
        _ when fields.TryGetProperty("product_id", out var product) && !product.TryGetInt64(out _) => "product_id",
        _ when !(fields.TryGetProperty("session_id", out var session) && session.TryGetGuid(out _)) => "session_id",
        _ when !(fields.TryGetProperty("occurred_at", out var time) && time.TryGetDateTimeOffset(out _)) => "occurred_at",
        _ when !(fields.TryGetProperty("properties", out var properties) && properties.ValueKind is JsonValueKind.Object) => "properties",
        _ when fields.GetRawText().Contains(@"\u0000", StringComparison.Ordinal) => "NUL",
        _ when fields.GetRawText().Contains(@"\ud800", StringComparison.Ordinal) => "surrogate",
        _ => null,
    };
}
