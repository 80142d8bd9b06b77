using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pipeline.Events.Tests;

public sealed partial class EventJsonTests
{
    [Fact]
    public void Every_event_is_an_object_with_exactly_the_agreed_fields()
    {
        using var json = new EventJson(5);
        foreach (var happened in EventStreamTests.Take(EventStreamOptions.Of(seed: 5), 5000))
        {
            using var document = JsonDocument.Parse(json.Write(happened).ToArray());
            var root = document.RootElement;

            string[] fields = happened.Product is null
                ? ["event_id", "user_id", "event_type", "session_id", "occurred_at", "properties"]
                : ["event_id", "user_id", "event_type", "product_id", "session_id", "occurred_at", "properties"];
            root.EnumerateObject().Select(field => field.Name).ShouldBe(fields);
            root.GetProperty("event_id").GetGuid().ShouldBe(happened.Id);
            root.GetProperty("user_id").GetInt32().ShouldBe(happened.User);
            root.GetProperty("session_id").GetGuid().ShouldBe(happened.Session);
            root.GetProperty("properties").ValueKind.ShouldBe(JsonValueKind.Object);
            Microseconds().IsMatch(root.GetProperty("occurred_at").GetString()!).ShouldBeTrue();
            root.GetProperty("occurred_at").GetDateTime().ShouldBe(happened.OccurredAt);
        }
    }

    [Fact]
    public void Types_are_spelt_as_agreed()
    {
        Enum.GetValues<EventType>().Select(type => type.Name).ShouldBe(
            ["page_view", "search", "product_view", "add_to_cart", "remove_from_cart", "checkout", "purchase", "login", "logout"]);
    }

    [Fact]
    public void Some_searches_are_not_ascii()
    {
        using var json = new EventJson(1);
        var searches = EventStreamTests.Take(EventStreamOptions.Of(), 2000).Where(happened => happened.Type is EventType.Search);

        searches.Any(happened => json.Write(happened).ToArray().Any(letter => letter > 127)).ShouldBeTrue();
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Microseconds();
}
