using System.Text.Json.Nodes;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>Makes and reads the nodes of DuckDB's serialised syntax tree (json_serialize_sql).</summary>
internal static class SqlTree
{
    public static string? Class(JsonNode? node) => Text(node, "class");

    public static string? Text(JsonNode? node, string property) =>
        node is JsonObject item && item[property] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static JsonObject Call(string function, params JsonNode[] arguments) => new()
    {
        ["class"] = "FUNCTION",
        ["type"] = "FUNCTION",
        ["alias"] = "",
        ["query_location"] = 0,
        ["function_name"] = function,
        ["schema"] = "",
        ["children"] = new JsonArray([.. arguments.Select(argument => argument.DeepClone())]),
        ["filter"] = null,
        ["order_bys"] = new JsonObject { ["type"] = "ORDER_MODIFIER", ["orders"] = new JsonArray() },
        ["distinct"] = false,
        ["is_operator"] = false,
        ["export_state"] = false,
        ["catalog"] = "",
    };

    public static JsonObject Constant(string text) => new()
    {
        ["class"] = "CONSTANT",
        ["type"] = "VALUE_CONSTANT",
        ["alias"] = "",
        ["query_location"] = 0,
        ["value"] = new JsonObject
        {
            ["type"] = new JsonObject { ["id"] = "VARCHAR", ["type_info"] = null },
            ["is_null"] = false,
            ["value"] = text,
        },
    };

    public static JsonObject Constant(int number)
    {
        var node = Constant("");
        node["value"] = new JsonObject { ["type"] = new JsonObject { ["id"] = "INTEGER", ["type_info"] = null }, ["is_null"] = false, ["value"] = number };
        return node;
    }

    public static JsonObject Cast(JsonNode child, string type, bool isTry) => new()
    {
        ["class"] = "CAST",
        ["type"] = "OPERATOR_CAST",
        ["alias"] = "",
        ["query_location"] = 0,
        ["child"] = child.DeepClone(),
        ["cast_type"] = new JsonObject { ["id"] = type, ["type_info"] = null },
        ["try_cast"] = isTry,
    };

    /// <summary>The text of a string constant, or null.</summary>
    public static string? ConstantText(JsonNode? node) =>
        Class(node) == "CONSTANT" && Text(node!["value"]!["type"], "id") == "VARCHAR" ? Text(node["value"], "value") : null;

    public static bool IsDecimal(JsonNode? node) => Class(node) == "CONSTANT" && Text(node!["value"]!["type"], "id") == "DECIMAL";

    /// <summary>The value of a whole number written out, or null.</summary>
    public static long? ConstantNumber(JsonNode? node) =>
        Class(node) == "CONSTANT" && Text(node!["value"]!["type"], "id") is "INTEGER" or "BIGINT" && node["value"]!["value"] is JsonValue value
            ? value.GetValue<long>()
            : null;

    /// <summary>The text that says the same wherever it stands.</summary>
    public static string Key(JsonNode node)
    {
        var copy = node.DeepClone();
        Forget(copy);
        return copy.ToJsonString();
    }

    private static void Forget(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
                Forget(item);
        }
        else if (node is JsonObject parts)
        {
            _ = parts.Remove("query_location");
            _ = parts.Remove("alias");
            foreach (var (_, part) in parts)
                Forget(part);
        }
    }
}
