using System.Text.Json.Nodes;

namespace Pipeline.Common.Lineage;

/// <summary>The parts of an event that say who made them and which schema they follow.</summary>
internal static class Facet
{
    /// <summary>Who makes the events.</summary>
    public const string Producer = "urn:pipeline:spark-jobs";

    /// <summary>The schema of every event.</summary>
    public const string RunEvent = $"{Core}RunEvent";

    private const string Core = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/";

    /// <summary>A facet of the standard.</summary>
    /// <param name="schema">Version and name, such as <c>1-0-1/ErrorMessageRunFacet</c>.</param>
    /// <param name="content">What it says.</param>
    public static JsonObject Of(string schema, JsonObject content) =>
        Signed(content, $"https://openlineage.io/spec/facets/{schema}.json#/$defs/{schema[(schema.IndexOf('/', StringComparison.Ordinal) + 1)..]}");

    /// <summary>A facet of a run that the standard does not have: it follows what is common to all.</summary>
    public static JsonObject OfOurOwn(JsonObject content) => Signed(content, $"{Core}RunFacet");

    private static JsonObject Signed(JsonObject content, string schema)
    {
        content.Insert(0, "_producer", Producer);
        content.Insert(1, "_schemaURL", schema);
        return content;
    }
}
