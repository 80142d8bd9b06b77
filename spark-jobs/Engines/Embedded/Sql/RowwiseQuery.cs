using System.Text.Json.Nodes;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>Recognises a query that makes each row out of one row of one table: it can be run over any part of that table, and the parts' results put together.</summary>
internal static class RowwiseQuery
{
    private static readonly HashSet<string> Aggregates = new(StringComparer.OrdinalIgnoreCase)
    {
        "count", "count_star", "count_if", "sum", "avg", "mean", "min", "max", "bool_and", "bool_or", "any_value", "first", "last",
    };

    // What a select may not have; each is empty, null or absent in one that works row by row.
    private static readonly string[] Beyond = ["modifiers", "group_expressions", "group_sets", "having", "qualify", "sample"];

    /// <summary>The table that the query reads row by row; null when it is another kind of query.</summary>
    public static string? TableOf(JsonNode tree)
    {
        var select = tree["statements"]![0]!["node"];
        var tables = new List<string>();
        var own = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return IsRowwise(select, tables, own) && tables.Where(table => !own.Contains(table)).ToArray() is [var only] ? only : null;
    }

    private static bool IsRowwise(JsonNode? node, List<string> tables, HashSet<string> own) => node switch
    {
        JsonArray items => items.All(item => IsRowwise(item, tables, own)),
        JsonObject part => IsAllowed(part, tables, own) && part.All(pair => IsRowwise(pair.Value, tables, own)),
        _ => true,
    };

    private static bool IsAllowed(JsonObject node, List<string> tables, HashSet<string> own)
    {
        if (SqlTree.Class(node) is "WINDOW" or "SUBQUERY" || SqlTree.Text(node, "sample") is not null)
            return false;
        if (SqlTree.Text(node, "function_name") is { } function && Aggregates.Contains(function))
            return false;
        switch (SqlTree.Text(node, "type"))
        {
            case "SET_OPERATION_NODE" or "RECURSIVE_CTE_NODE" or "JOIN" or "TABLE_FUNCTION" or "EXPRESSION_LIST" or "EMPTY" or "PIVOT":
                return false;
            case "SELECT_NODE":
                foreach (var common in node["cte_map"]?["map"]?.AsArray() ?? [])
                    _ = own.Add(SqlTree.Text(common, "key")!);
                return Beyond.All(property => node[property] is null or JsonArray { Count: 0 });
            case "BASE_TABLE":
                tables.Add(SqlTree.Text(node, "table_name")!);
                return true;
            default:
                return true;
        }
    }
}
