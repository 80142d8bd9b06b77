using System.Globalization;
using System.Text.Json;

namespace Pipeline.Tests;

/// <summary>What OpenLineage's RunEvent 2-0-2 and its facets require, and how it names datasets.</summary>
internal static class OpenLineage
{
    private const string Spec = "https://openlineage.io/spec/";

    // By facet: its schema, and the properties that it must have.
    private static readonly Dictionary<string, (string Schema, string[] Required)> Facets = new(StringComparer.Ordinal)
    {
        ["processing_engine"] = ("facets/1-1-1/ProcessingEngineRunFacet.json#/$defs/ProcessingEngineRunFacet", ["version"]),
        ["errorMessage"] = ("facets/1-0-1/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet", ["message", "programmingLanguage"]),
        ["parent"] = ("facets/1-2-0/ParentRunFacet.json#/$defs/ParentRunFacet", ["run", "job"]),
        ["pipeline_run"] = ("2-0-2/OpenLineage.json#/$defs/RunFacet", ["runId", "attempt"]),
        ["schema"] = ("facets/1-2-0/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet", ["fields"]),
        ["dataSource"] = ("facets/1-0-1/DatasourceDatasetFacet.json#/$defs/DatasourceDatasetFacet", ["name", "uri"]),
        ["columnLineage"] = ("facets/1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet", ["fields"]),
        ["outputStatistics"] = ("facets/1-0-2/OutputStatisticsOutputDatasetFacet.json#/$defs/OutputStatisticsOutputDatasetFacet", ["rowCount"]),
    };

    private static readonly string[] Subtypes =
        ["DIRECT IDENTITY", "DIRECT TRANSFORMATION", "DIRECT AGGREGATION", "INDIRECT JOIN", "INDIRECT FILTER", "INDIRECT GROUP_BY"];

    /// <summary>Fails unless the event is as the specification wants it.</summary>
    public static void ShouldBeValid(JsonElement runEvent)
    {
        Text(runEvent, "eventType").ShouldBeOneOf("START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER");
        DateTimeOffset.Parse(Text(runEvent, "eventTime"), CultureInfo.InvariantCulture).Offset.ShouldBe(TimeSpan.Zero);
        Uri.IsWellFormedUriString(Text(runEvent, "producer"), UriKind.Absolute).ShouldBeTrue();
        Text(runEvent, "schemaURL").ShouldBe($"{Spec}2-0-2/OpenLineage.json#/$defs/RunEvent");
        Guid.TryParseExact(Text(runEvent.GetProperty("run"), "runId"), "D", out _).ShouldBeTrue();
        ShouldHaveFacets(runEvent.GetProperty("run").GetProperty("facets"));
        Text(runEvent.GetProperty("job"), "namespace");
        Text(runEvent.GetProperty("job"), "name");
        var inputs = runEvent.GetProperty("inputs").EnumerateArray().ToList();
        foreach (var dataset in inputs.Concat(runEvent.GetProperty("outputs").EnumerateArray()))
            ShouldBeDataset(dataset, [.. inputs.Select(NameOf)]);
    }

    /// <summary>A dataset's namespace and name.</summary>
    public static string NameOf(JsonElement dataset) => $"{Text(dataset, "namespace")} {Text(dataset, "name")}";

    private static void ShouldBeDataset(JsonElement dataset, IReadOnlyList<string> inputs)
    {
        NameOf(dataset).ShouldMatch(@"^(postgres://[^/@]+:\d+ [^.]+[.][^.]+[.].+|mysql://[^/@]+:\d+ [^.]+[.].+|kafka://[^/@]+:\d+ .+)$");
        ShouldHaveFacets(dataset.GetProperty("facets"));
        if (dataset.TryGetProperty("outputFacets", out var outputFacets))
            ShouldHaveFacets(outputFacets);
        if (!dataset.GetProperty("facets").TryGetProperty("columnLineage", out var lineage))
            return;

        var fields = lineage.GetProperty("fields").EnumerateObject().SelectMany(field => field.Value.GetProperty("inputFields").EnumerateArray());
        var deciders = lineage.TryGetProperty("dataset", out var whole) ? whole.EnumerateArray().ToList() : [];
        foreach (var source in fields.Concat(deciders))
        {
            inputs.ShouldContain(NameOf(source));
            Text(source, "field");
            foreach (var transformation in source.GetProperty("transformations").EnumerateArray())
                Subtypes.ShouldContain($"{Text(transformation, "type")} {Text(transformation, "subtype")}");
        }
    }

    private static void ShouldHaveFacets(JsonElement facets)
    {
        foreach (var facet in facets.EnumerateObject())
        {
            var (schema, required) = Facets[facet.Name];
            Text(facet.Value, "_schemaURL").ShouldBe(Spec + schema);
            Uri.IsWellFormedUriString(Text(facet.Value, "_producer"), UriKind.Absolute).ShouldBeTrue();
            required.Except(facet.Value.EnumerateObject().Select(property => property.Name), StringComparer.Ordinal).ShouldBeEmpty(facet.Name);
        }
    }

    private static string Text(JsonElement holder, string property)
    {
        var text = holder.GetProperty(property).GetString();
        text.ShouldNotBeNullOrEmpty(property);
        return text;
    }
}
