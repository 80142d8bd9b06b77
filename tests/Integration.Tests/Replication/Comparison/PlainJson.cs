using System.Text.Json;

namespace Pipeline.Integration.Tests.Replication.Comparison;

/// <summary>JSON without regard to spaces, the order of names and how numbers are written.</summary>
internal static class PlainJson
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 200 };

    public static string Of(string text)
    {
        using var document = JsonDocument.Parse(text, Deep);
        return Write(document.RootElement);
    }

    private static string Write(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject()
            .GroupBy(p => p.Name, p => p.Value, StringComparer.Ordinal)
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => $"{JsonSerializer.Serialize(p.Key)}:{string.Join('/', p.Select(Write))}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Write))}]",
        JsonValueKind.Number => PlainNumber.Of(value.GetRawText()),
        JsonValueKind.String => JsonSerializer.Serialize(value.GetString()),
        _ => value.GetRawText(),
    };
}
