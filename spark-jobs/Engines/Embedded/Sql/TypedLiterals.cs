using System.Text.Json.Nodes;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>
/// A whole number that is written out is an int to Spark, and as narrow as what may stand in its place to DuckDB, where a text takes
/// that type as well: rounded, and without the offset of a time. As text it is refused there.
/// </summary>
internal static class TypedLiterals
{
    /// <summary>Types the arguments of a function such as coalesce.</summary>
    public static JsonObject In(JsonObject node)
    {
        node["children"] = new JsonArray([.. node["children"]!.AsArray().Select(Typed)]);
        return node;
    }

    /// <summary>Types the results of a case.</summary>
    public static JsonObject InCase(JsonObject node)
    {
        foreach (var check in node["case_checks"]!.AsArray())
            check!["then_expr"] = Typed(check["then_expr"]);
        node["else_expr"] = Typed(node["else_expr"]);
        return node;
    }

    private static JsonNode? Typed(JsonNode? value)
    {
        if (SqlTree.ConstantText(value) is not null)
            return SqlTree.Cast(value!, "VARCHAR", isTry: false);
        return SqlTree.ConstantNumber(value) is >= int.MinValue and <= int.MaxValue ? SqlTree.Cast(value!, "INTEGER", isTry: false) : value?.DeepClone();
    }
}
