using System.Text.Json.Nodes;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>Text functions and operators whose arguments mean something else to DuckDB.</summary>
internal static class TextFunctions
{
    private static readonly HashSet<string> MakeText = new(StringComparer.Ordinal)
    {
        "substring", "substr", "left", "right", "upper", "lower", "trim", "ltrim", "rtrim", "replace", "__spark_text", "__spark_substring", "__spark_utf8",
    };

    /// <summary>True where an argument is text whatever the columns are.</summary>
    public static bool IsText(JsonNode argument) => SqlTree.Class(argument) switch
    {
        "CONSTANT" => SqlTree.ConstantText(argument) is not null,
        "FUNCTION" => MakeText.Contains(SqlTree.Text(argument, "function_name")!),
        "CAST" => SqlTree.Text(argument["cast_type"], "id") == "VARCHAR",
        _ => false,
    };

    /// <summary>Spark takes || from left to right with + and -, DuckDB behind them. Brackets are not in the tree.</summary>
    public static void RefuseSum(JsonNode right)
    {
        if (SqlTree.Text(right, "function_name") is "+" or "-" && right["children"]!.AsArray().Count == 2)
            throw SparkEngineException.SqlRefused("+ or - stands behind ||, which Spark takes from left to right and this engine from right to left", "Write a || cast(b + c as string).");
    }

    /// <summary>A backslash takes away the meaning of what follows, unless the query names another character.</summary>
    public static JsonObject Like(JsonObject node, string sign, JsonArray arguments)
    {
        if (SqlTree.ConstantText(arguments[1]) is { } pattern)
        {
            if (!pattern.Contains('\\', StringComparison.Ordinal))
                return node;
            for (var at = pattern.IndexOf('\\', StringComparison.Ordinal); at >= 0; at = at + 2 < pattern.Length ? pattern.IndexOf('\\', at + 2) : -1)
            {
                if (at + 1 == pattern.Length || pattern[at + 1] is not ('%' or '_' or '\\'))
                    throw SparkEngineException.SqlRefused($"the pattern {pattern} of like has a backslash before what needs none", "Write \\% or \\_ for the character itself, and \\\\\\\\ for a backslash.");
            }
        }
        var function = sign switch { "~~" => "like_escape", "!~~" => "not_like_escape", "~~*" => "ilike_escape", _ => "not_ilike_escape" };
        return SqlTree.Call(function, arguments[0]!, arguments[1]!, SqlTree.Constant("\\"));
    }

    /// <summary>Spark takes off spaces only, DuckDB whatever Unicode calls one.</summary>
    public static JsonObject Trim(string name, JsonArray arguments) => arguments.Count == 1
        ? SqlTree.Call(name, arguments[0]!, SqlTree.Constant(" "))
        : throw SparkEngineException.SqlRefused(
            $"{name} with two arguments takes them in another order in this engine than in Spark",
            $"Write {name}(text) for spaces, and regexp_replace(text, '^[x]+', '') or regexp_replace(text, '[x]+\\\\z', '') for other characters.");

    public static JsonObject Substring(JsonObject node, JsonArray arguments) =>
        SqlTree.ConstantNumber(arguments[1]) >= 1 && (arguments.Count == 2 || SqlTree.ConstantNumber(arguments[2]) >= 0)
            ? node
            : SqlTree.Call("__spark_substring", [arguments[0]!, arguments[1]!, arguments.Count == 3 ? arguments[2]! : SqlTree.Constant(int.MaxValue)]);

    public static JsonObject End(JsonObject node, string name, JsonArray arguments) =>
        SqlTree.ConstantNumber(arguments[1]) >= 0 ? node : SqlTree.Call("__spark_" + name, arguments[0]!, arguments[1]!);

    public static JsonObject RegexpLike(JsonArray arguments) =>
        SqlTree.Call("regexp_like", arguments[0]!, SqlTree.Constant(JavaPattern.ToRe2(Constant("regexp_like", "pattern", arguments[1]), mayTestTheEnd: true)));

    public static JsonObject RegexpReplace(JsonArray arguments)
    {
        var pattern = Constant("regexp_replace", "pattern", arguments[1]);
        JavaPattern.RequireLetters(pattern);
        return SqlTree.Call(
            "regexp_replace",
            arguments[0]!,
            SqlTree.Constant(JavaPattern.ToRe2(pattern, mayTestTheEnd: false)),
            SqlTree.Constant(JavaPattern.Replacement(Constant("regexp_replace", "replacement", arguments[2]))));
    }

    private static string Constant(string function, string what, JsonNode? argument) => SqlTree.ConstantText(argument)
        ?? throw SparkEngineException.SqlRefused($"the {what} of {function} is computed", $"Write the {what} of {function} out as a string.");
}
