using System.Text.Json;

namespace Pipeline.Events.Internal;

/// <summary>The names of an event's fields, encoded once.</summary>
internal static class EventFields
{
    public static readonly JsonEncodedText EventId = JsonEncodedText.Encode("event_id");
    public static readonly JsonEncodedText UserId = JsonEncodedText.Encode("user_id");
    public static readonly JsonEncodedText EventType = JsonEncodedText.Encode("event_type");
    public static readonly JsonEncodedText ProductId = JsonEncodedText.Encode("product_id");
    public static readonly JsonEncodedText SessionId = JsonEncodedText.Encode("session_id");
    public static readonly JsonEncodedText OccurredAt = JsonEncodedText.Encode("occurred_at");
    public static readonly JsonEncodedText Properties = JsonEncodedText.Encode("properties");
    public static readonly JsonEncodedText Device = JsonEncodedText.Encode("device");
    public static readonly JsonEncodedText Page = JsonEncodedText.Encode("page");
    public static readonly JsonEncodedText Query = JsonEncodedText.Encode("query");
    public static readonly JsonEncodedText Results = JsonEncodedText.Encode("results");
    public static readonly JsonEncodedText Position = JsonEncodedText.Encode("position");
    public static readonly JsonEncodedText Quantity = JsonEncodedText.Encode("quantity");
    public static readonly JsonEncodedText Items = JsonEncodedText.Encode("items");
    public static readonly JsonEncodedText Payment = JsonEncodedText.Encode("payment");
    public static readonly JsonEncodedText Method = JsonEncodedText.Encode("method");

    /// <summary>The names of the types, in the order of the enum.</summary>
    public static readonly JsonEncodedText[] Types = [.. Enum.GetValues<EventType>().Select(type => JsonEncodedText.Encode(type.Name))];
}
