using System.Text.Json.Nodes;

namespace Pipeline.Common.Lineage;

/// <summary>A dataset as an input or output of an event, with the facets schema, dataSource, columnLineage and outputStatistics.</summary>
internal static class DatasetJson
{
    public static JsonObject Input(Dataset dataset) => Named(dataset, Facets(dataset));

    public static JsonObject Output(Dataset dataset)
    {
        var facets = Facets(dataset);
        if (ColumnLineage(dataset) is { } lineage)
            facets["columnLineage"] = Facet.Of("1-2-0/ColumnLineageDatasetFacet", lineage);
        var output = Named(dataset, facets);
        if (dataset.Rows is { } rows)
            output["outputFacets"] = new JsonObject { ["outputStatistics"] = Facet.Of("1-0-2/OutputStatisticsOutputDatasetFacet", new() { ["rowCount"] = rows }) };
        return output;
    }

    private static JsonObject Named(Dataset dataset, JsonObject facets) =>
        new() { ["namespace"] = dataset.Namespace, ["name"] = dataset.Name, ["facets"] = facets };

    private static JsonObject Facets(Dataset dataset)
    {
        var place = new JsonObject { ["name"] = dataset.Source.GetComponents(UriComponents.HostAndPort | UriComponents.Path, UriFormat.SafeUnescaped).TrimEnd('/'), ["uri"] = dataset.Source.AbsoluteUri };
        var facets = new JsonObject { ["dataSource"] = Facet.Of("1-0-1/DatasourceDatasetFacet", place) };
        if (dataset.Columns.Count > 0)
            facets["schema"] = Facet.Of("1-2-0/SchemaDatasetFacet", new() { ["fields"] = new JsonArray([.. dataset.Columns.Select(Field)]) });
        return facets;
    }

    private static JsonObject Field(DatasetColumn column, int index)
    {
        var field = new JsonObject { ["name"] = column.Name, ["type"] = column.Type, ["ordinal_position"] = index + 1 };
        if (column.Comment is { } comment)
            field["description"] = comment;
        return field;
    }

    private static JsonObject? ColumnLineage(Dataset dataset)
    {
        var known = dataset.Columns.Where(column => column.From.Count > 0).ToList();
        if (known.Count == 0)
            return null;
        var lineage = new JsonObject { ["fields"] = new JsonObject(known.Select(c => KeyValuePair.Create(c.Name, (JsonNode?)new JsonObject { ["inputFields"] = Sources(c.From) }))) };
        if (dataset.Deciders.Count > 0)
            lineage["dataset"] = Sources(dataset.Deciders);
        return lineage;
    }

    /// <summary>A column that counts in more than one way is named once, with all of them.</summary>
    private static JsonArray Sources(IReadOnlyList<ColumnSource> sources) =>
        new([.. sources.GroupBy(s => (s.Dataset.Namespace, s.Dataset.Name, s.Column)).Select(group => new JsonObject
        {
            ["namespace"] = group.Key.Namespace,
            ["name"] = group.Key.Name,
            ["field"] = group.Key.Column,
            ["transformations"] = new JsonArray([.. group.Select(Transformation)]),
        })]);

    private static JsonObject Transformation(ColumnSource source)
    {
        var (type, subtype) = source.Derivation switch
        {
            Derivation.Identity => ("DIRECT", "IDENTITY"),
            Derivation.Transformation => ("DIRECT", "TRANSFORMATION"),
            Derivation.Aggregation => ("DIRECT", "AGGREGATION"),
            Derivation.Join => ("INDIRECT", "JOIN"),
            Derivation.Filter => ("INDIRECT", "FILTER"),
            _ => ("INDIRECT", "GROUP_BY"),
        };
        var transformation = new JsonObject { ["type"] = type, ["subtype"] = subtype };
        if (source.How is { } how)
            transformation["description"] = how;
        return transformation;
    }
}
