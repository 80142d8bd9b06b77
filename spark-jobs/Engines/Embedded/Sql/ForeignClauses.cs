using System.Text.Json.Nodes;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>Clauses that DuckDB runs and Spark 4.0 does not know: a mart that has one would fail on a cluster only.</summary>
internal static class ForeignClauses
{
    public static void Check(JsonObject select)
    {
        if (select["qualify"] is not null)
            throw Refused("qualify", "Number the rows in a select of its own, and keep them with where around it.");
        if (select["modifiers"]!.AsArray().Any(modifier => modifier!["distinct_on_targets"] is JsonArray { Count: > 0 }))
            throw Refused("distinct on", "Number the rows with row_number() in a select of its own, and keep the first ones.");
        foreach (var star in select["select_list"]!.AsArray().Where(item => SqlTree.Class(item) == "STAR"))
        {
            if (star!["columns"]?.GetValue<bool>() == true || star["expr"] is not null || HasItems(star, "exclude_list") || HasItems(star, "qualified_exclude_list") || HasItems(star, "replace_list") || HasItems(star, "rename_list"))
                throw Refused("a star with conditions", "Write the names of the columns out.");
        }
    }

    private static bool HasItems(JsonNode star, string list) => star[list] is JsonArray { Count: > 0 };

    private static SparkEngineException Refused(string what, string instead) => SparkEngineException.SqlRefused($"Spark does not know {what}", instead);
}
