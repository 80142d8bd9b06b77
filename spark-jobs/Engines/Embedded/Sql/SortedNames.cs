using System.Text.Json.Nodes;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>In an expression to sort by, a name that both a result and a column have is the result's to Spark and the column's to DuckDB.</summary>
internal static class SortedNames
{
    public static void Check(JsonObject select)
    {
        var hiding = new HashSet<string>(
            select["select_list"]!.AsArray().Where(item => !IsColumn(item, SqlTree.Text(item, "alias"))).Select(item => SqlTree.Text(item, "alias") ?? ""),
            StringComparer.OrdinalIgnoreCase);
        foreach (var modifier in select["modifiers"]!.AsArray())
        {
            foreach (var order in modifier?["orders"]?.AsArray() ?? [])
            {
                if (SqlTree.Class(order!["expression"]) != "COLUMN_REF")
                    Refuse(order["expression"], hiding);
            }
        }
    }

    private static bool IsColumn(JsonNode? item, string? alias) =>
        SqlTree.Class(item) == "COLUMN_REF" && string.Equals((string?)item!["column_names"]!.AsArray()[^1], alias, StringComparison.OrdinalIgnoreCase);

    private static void Refuse(JsonNode? node, HashSet<string> hiding)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items)
                    Refuse(item, hiding);
                break;
            case JsonObject column when SqlTree.Class(column) == "COLUMN_REF":
                if (column["column_names"]!.AsArray() is [{ } name] && hiding.Contains((string)name!))
                    throw SparkEngineException.SqlRefused($"order by computes with {name}, which is the name of a result and may be one of a column", "Compute it in a select of its own, and sort by its name.");
                break;
            case JsonObject parts:
                foreach (var (_, part) in parts)
                    Refuse(part, hiding);
                break;
            default:
                break;
        }
    }
}
