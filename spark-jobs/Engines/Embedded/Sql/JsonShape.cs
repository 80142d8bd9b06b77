using System.Text.Json.Nodes;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>The schema of from_json, written as DuckDB writes it. Only text is taken out of JSON: Spark and DuckDB differ in all that they convert.</summary>
internal static class JsonShape
{
    /// <summary>The field that Spark puts a text into that is no JSON object; it has the same meaning here.</summary>
    public const string Corrupt = "_corrupt_record";

    private const string Strict = "map('allowSingleQuotes', 'false', 'allowNonNumericNumbers', 'false')";

    /// <summary>Takes the third argument away. Left to itself, Spark takes JSON with single quotes and NaN, which this engine does not.</summary>
    /// <param name="arguments">Of from_json.</param>
    public static void TakeOptions(JsonArray arguments)
    {
        var options = arguments.Count == 3 ? arguments[2] : null;
        var given = SqlTree.Text(options, "function_name") == "map" ? options!["children"]!.AsArray().Select(SqlTree.ConstantText).ToArray() : [];
        if (!given.Chunk(2).Select(pair => string.Join('=', pair)).Order(StringComparer.Ordinal).SequenceEqual(["allowNonNumericNumbers=false", "allowSingleQuotes=false"], StringComparer.Ordinal))
            throw SparkEngineException.SqlRefused("from_json takes single quotes and NaN for JSON on Spark, and not in this engine", $"Write its third argument: {Strict}.");
        arguments.RemoveAt(2);
    }

    /// <summary>Translates <c>a string, b string</c>.</summary>
    public static string Of(string schema)
    {
        var shape = new JsonObject();
        foreach (var field in schema.Split(',', StringSplitOptions.TrimEntries))
        {
            if (field.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries) is not [var name, var type] || !type.Equals("string", StringComparison.OrdinalIgnoreCase))
                throw SparkEngineException.SqlFailed($"the schema of from_json has {field}; this engine takes fields of type string only.");
            shape[name.Trim('`')] = "VARCHAR";
        }
        return shape.ContainsKey(Corrupt)
            ? shape.ToJsonString()
            : throw SparkEngineException.SqlFailed($"the schema of from_json has no field {Corrupt} string, so a text that is no JSON would go unseen.");
    }
}
