using System.Text.Json;

namespace Pipeline.Events;

/// <summary>Names as messages and results spell them.</summary>
internal static class EventTypeExtensions
{
    private static readonly string[] TypeNames = [.. Enum.GetValues<EventType>().Select(type => Snake(type.ToString()))];
    private static readonly string[] KindNames = [.. Enum.GetValues<BadKind>().Select(kind => Snake(kind.ToString()))];

    extension(EventType type)
    {
        /// <summary>As in event_type: <c>add_to_cart</c>.</summary>
        public string Name => TypeNames[(int)type];
    }

    extension(BadKind kind)
    {
        /// <summary>As in results: <c>invalid_utf8</c>.</summary>
        public string Name => KindNames[(int)kind];
    }

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
