using System.Globalization;
using System.Text.Json.Nodes;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>Gives the expressions of one select the meaning they have in Spark. The same expression twice is one site, so that grouping recognises it.</summary>
internal sealed class ExpressionRewriter(Func<int> nextId, List<TypedSite> sites)
{
    private readonly Dictionary<string, TypedSite> _known = new(StringComparer.Ordinal);

    /// <summary>Before its arguments are looked at: takes out of a function's what has a meaning only there.</summary>
    public static void Enter(JsonObject node)
    {
        if (SqlTree.Class(node) != "FUNCTION")
            return;
        var arguments = node["children"]!.AsArray();
        switch (SqlTree.Text(node, "function_name")!.ToLowerInvariant(), arguments.Count)
        {
            case ("from_json", _):
                JsonShape.TakeOptions(arguments);
                break;
            case ("||", 2):
                TextFunctions.RefuseSum(arguments[1]!);
                break;
            case ("try_validate_utf8", 1):
                arguments[0] = Bytes(arguments[0]!);
                break;
            default:
                break;
        }
    }

    public JsonObject Rewrite(JsonObject node) => SqlTree.Class(node) switch
    {
        "FUNCTION" => KeepingName(node, Function),
        "WINDOW" => KeepingName(node, Window),
        "CAST" => Cast(node),
        "COMPARISON" or "BETWEEN" => KeepingName(node, Compare),
        "OPERATOR" when SqlTree.Text(node, "type") is "COMPARE_IN" or "COMPARE_NOT_IN" => KeepingName(node, Compare),
        "OPERATOR" when SqlTree.Text(node, "type") is "OPERATOR_COALESCE" => TypedLiterals.In(node),
        "OPERATOR" when SqlTree.Text(node, "type") is "OPERATOR_NOT" => Conditions(node),
        "CONJUNCTION" => Conditions(node),
        "CASE" => TypedLiterals.InCase(Conditions(node)),
        _ => node,
    };

    /// <summary>The name of a column belongs to what replaces it: on an argument it would be the name of a parameter.</summary>
    private static JsonObject KeepingName(JsonObject node, Func<JsonObject, JsonObject> rewrite)
    {
        var name = SqlTree.Text(node, "alias") ?? "";
        node["alias"] = "";
        var replacement = rewrite(node);
        replacement["alias"] = name;
        return replacement;
    }

    private static int? Digits(JsonNode? argument) =>
        SqlTree.ConstantNumber(SqlTree.Text(argument, "function_name") == SparkSqlText.Long ? argument!["children"]![0] : argument) is { } number ? Math.Abs((decimal)number).ToString(CultureInfo.InvariantCulture).Length : null;

    /// <summary>Null if any part is null; DuckDB's own concat leaves nulls out.</summary>
    private JsonObject Concat(JsonArray arguments) =>
        SqlTree.Call("__spark_text", arguments.Aggregate(SqlTree.Constant(""), (left, right) => Operator("||", left, Text(right!))));

    private JsonNode Text(JsonNode argument) => TextFunctions.IsText(argument) ? argument : Site(argument.AsObject(), SiteRule.Text, [argument.DeepClone()]);

    private JsonObject Texts(JsonObject node, JsonArray arguments)
    {
        node["children"] = new JsonArray([.. arguments.Select(argument => Text(argument!).DeepClone())]);
        return node;
    }

    private static JsonObject Operator(string sign, JsonNode left, JsonNode right)
    {
        var node = SqlTree.Call(sign, left, right);
        node["is_operator"] = true;
        return node;
    }

    private static string Pattern(string function, JsonArray arguments) => SqlTree.ConstantText(arguments[1])
        ?? throw SparkEngineException.SqlFailed($"{function} needs its pattern written out as a string.");

    /// <summary>Bytes become text in this one place, where bytes that are no text have a meaning: null.</summary>
    private static JsonNode Bytes(JsonNode argument) => SqlTree.Text(argument["cast_type"], "id") == "VARCHAR"
        ? argument["child"]!.DeepClone()
        : throw SparkEngineException.SqlFailed("try_validate_utf8 takes bytes as text: try_validate_utf8(cast(… as string)).");

    private static JsonObject FromJson(JsonArray arguments)
    {
        var schema = SqlTree.ConstantText(arguments[1]) ?? throw SparkEngineException.SqlFailed("from_json needs its schema written out as a string.");
        return SqlTree.Call("__spark_from_json", arguments[0]!, SqlTree.Constant(JsonShape.Of(schema)));
    }

    private JsonObject Function(JsonObject node)
    {
        var name = SqlTree.Text(node, "function_name")!.ToLowerInvariant();
        var arguments = node["children"]!.AsArray();
        var isOperator = node["is_operator"]!.GetValue<bool>();
        if (isOperator)
            KnownOperators.Require(name);
        else
            KnownFunctions.Require(name);
        return (name, arguments.Count) switch
        {
            ("+", 2) => Site(node, SiteRule.Add, arguments),
            ("-", 2) => Site(node, SiteRule.Subtract, arguments),
            ("*", 2) => Site(node, SiteRule.Multiply, arguments),
            ("/", 2) => Site(node, SiteRule.Divide, arguments),
            ("//", 2) => Site(node, SiteRule.IntegralDivide, arguments),
            ("%", 2) => Site(node, SiteRule.Remainder, arguments),
            ("||" or "concat_ws", _) => Texts(node, arguments),
            ("lpad" or "rpad", 2 or 3) => SqlTree.Call(name, Text(arguments[0]!), arguments[1]!, arguments.Count == 3 ? arguments[2]! : SqlTree.Constant(" ")),
            ("~~" or "!~~" or "~~*" or "!~~*", 2) => TextFunctions.Like(node, name, arguments),
            ("try_divide", 2) => Site(node, SiteRule.TryDivide, arguments),
            ("count", > 1) when node["distinct"]!.GetValue<bool>() => throw SparkEngineException.SqlRefused("count counts different pairs, which this engine does not", "Count the rows of a select distinct of these columns, where none of them is null."),
            ("count_if", 1) => SqlTree.Call(SparkSqlText.Long, node),
            ("sum", 1) => Aggregate(node, SiteRule.Sum),
            ("avg" or "mean", 1) => Aggregate(node, SiteRule.Average),
            ("round", 1) => Round(node, arguments[0]!, 0),
            ("round", 2) when SqlTree.ConstantNumber(arguments[1]) is >= 0 and <= 38 and var digits => Round(node, arguments[0]!, (int)digits),
            ("round", 2) => throw SparkEngineException.SqlRefused("round takes a number of digits that is negative or computed", "Write the number of digits out, from 0 to 38."),
            ("floor", 1) => Site(node, SiteRule.Floor, arguments),
            ("ceil" or "ceiling", 1) => Site(node, SiteRule.Ceiling, arguments),
            ("trim" or "ltrim" or "rtrim", _) => TextFunctions.Trim(name, arguments),
            ("substring" or "substr", 2 or 3) => TextFunctions.Substring(node, arguments),
            ("left" or "right", 2) => TextFunctions.End(node, name, arguments),
            ("regexp_like", 2) => TextFunctions.RegexpLike(arguments),
            ("regexp_replace", 3) => TextFunctions.RegexpReplace(arguments),
            ("date_part", 2) => Function(DateFields.Extract(arguments)),
            ("trunc", 2) => DateFields.TruncateDate(arguments),
            ("date_trunc", 2) => DateFields.TruncateTime(arguments[0], Moment(arguments[1]!)),
            ("hour" or "minute" or "second" or "unix_timestamp", 1) => SqlTree.Call(name, Moment(arguments[0]!)),
            ("nullif", 2) => Compare(node),
            ("greatest" or "least" or "nvl" or "ifnull" or "nvl2", _) => TypedLiterals.In(node),
            ("concat", > 0) => Concat(arguments),
            ("try_validate_utf8", 1) => SqlTree.Call("__spark_utf8", arguments[0]!),
            ("from_json", 2) => FromJson(arguments),
            ("date_format", 2) => SqlTree.Call("strftime", Moment(arguments[0]!), SqlTree.Constant(DatePattern.ToDuck(Pattern(name, arguments)))),
            ("to_timestamp", 1) => Moment(arguments[0]!),
            ("to_date" or "to_timestamp", 2) => SqlTree.Call(name, SqlTree.Call("__spark_parse", arguments[0]!, SqlTree.Constant(DatePattern.ToParse(name, Pattern(name, arguments))))),
            _ => node,
        };
    }

    private JsonObject Window(JsonObject node) => SqlTree.Text(node, "function_name") switch
    {
        _ when node["distinct"]!.GetValue<bool>() => throw SparkEngineException.SqlRefused("distinct stands in a function over a window, which Spark refuses", "Take the different rows in a select of their own first."),
        "count_if" => SqlTree.Call(SparkSqlText.Long, node),
        "sum" => Aggregate(node, SiteRule.Sum),
        "avg" or "mean" => Aggregate(node, SiteRule.Average),
        "row_number" or "rank" or "dense_rank" or "ntile" => SqlTree.Call("__spark_rank", node),
        var name => Known(node, name!),
    };

    private static JsonObject Known(JsonObject node, string name)
    {
        KnownFunctions.Require(name);
        return node;
    }

    /// <summary>DuckDB rounds where Spark cuts off, writes and rounds binary fractions otherwise, and passes over the offset of a time.</summary>
    private JsonObject Cast(JsonObject node)
    {
        var isTry = node["try_cast"]?.GetValue<bool>() == true;
        var child = node["child"]!;
        switch (SqlTree.Text(node["cast_type"], "id"))
        {
            case "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT":
                node["child"] = Site(node, isTry ? SiteRule.TryTruncate : SiteRule.Truncate, [child.DeepClone()]);
                break;
            case "VARCHAR":
                node["child"] = Text(child).DeepClone();
                break;
            case "DECIMAL":
                var scale = node["cast_type"]!["type_info"]?["scale"]?.GetValue<int>() ?? 0;
                node["child"] = SqlTree.Call(Site(SqlTree.Key(node), SiteRule.Decimal, [Digits(child)], scale).Name, child);
                break;
            case "TIMESTAMP" when SqlTree.ConstantText(child) is not null:
                node["child"] = SqlTree.Cast(child, "TIMESTAMP WITH TIME ZONE", isTry);
                break;
            case "TIMESTAMP":
                node["child"] = Site(node, isTry ? SiteRule.TryTime : SiteRule.Time, [child.DeepClone()]);
                break;
            case "INTERVAL":
                throw KnownFunctions.Interval();
            default:
                break;
        }
        return node;
    }

    private JsonObject Moment(JsonNode value) => Cast(SqlTree.Cast(value, "TIMESTAMP", isTry: false));

    private JsonObject Round(JsonObject node, JsonNode value, int digits)
    {
        var site = Site(SqlTree.Key(node), SiteRule.Round, [Digits(value)], digits);
        return SqlTree.Call(site.Name, value);
    }

    private JsonObject Site(JsonObject node, SiteRule rule, JsonArray arguments)
    {
        var site = Site(SqlTree.Key(node), rule, [.. arguments.Select(Digits)]);
        return SqlTree.Call(site.Name, [.. arguments.Select(argument => argument!)]);
    }

    private JsonObject Aggregate(JsonObject node, SiteRule rule)
    {
        var site = Site(SqlTree.Key(node), rule, [null]);
        var argument = node["children"]![0]!.DeepClone();
        node["children"] = new JsonArray(SqlTree.Call(site.Name, argument));
        node["function_name"] = "sum";
        var sum = node.DeepClone();
        if (rule == SiteRule.Sum)
            return SqlTree.Call(site.ResultName, sum);

        var count = node.DeepClone();
        count["function_name"] = "count";
        return SqlTree.Call(site.ResultName, sum, count);
    }

    /// <summary>DuckDB takes any number but 0 for true, which Spark refuses.</summary>
    private JsonObject Conditions(JsonObject node)
    {
        JsonNode Condition(JsonNode value) => SqlTree.Class(value) == "COLUMN_REF" || SqlTree.ConstantNumber(value) is not null
            ? Site(value.AsObject(), SiteRule.Condition, [value.DeepClone()])
            : value.DeepClone();

        if (node["children"] is JsonArray children)
            node["children"] = new JsonArray([.. children.Select(child => Condition(child!))]);
        foreach (var check in node["case_checks"]?.AsArray() ?? [])
            check!["when_expr"] = Condition(check["when_expr"]!);
        return node;
    }

    private JsonObject Compare(JsonObject node)
    {
        JsonArray sides = SqlTree.Class(node) switch
        {
            "COMPARISON" => [node["left"]!.DeepClone(), node["right"]!.DeepClone()],
            "BETWEEN" => [node["input"]!.DeepClone(), node["lower"]!.DeepClone(), node["upper"]!.DeepClone()],
            _ => node["children"]!.AsArray(),
        };
        if (PlainKind.IsOneKind(sides))
            return node;
        var sign = SqlTree.Text(node, "type") switch
        {
            "COMPARE_EQUAL" => "=",
            "COMPARE_NOTEQUAL" => "<>",
            "COMPARE_LESSTHAN" => "<",
            "COMPARE_GREATERTHAN" => ">",
            "COMPARE_LESSTHANOREQUALTO" => "<=",
            "COMPARE_GREATERTHANOREQUALTO" => ">=",
            "COMPARE_DISTINCT_FROM" => "is distinct from",
            "COMPARE_NOT_DISTINCT_FROM" => "is not distinct from",
            "COMPARE_BETWEEN" => "between",
            "COMPARE_IN" => "in",
            "COMPARE_NOT_IN" => "not in",
            "FUNCTION" => "nullif",
            var other => throw SparkEngineException.SqlFailed($"the comparison {other} is not known to this engine."),
        };
        var site = Site(SqlTree.Key(node), SiteRule.Compare, [.. sides.Select(_ => (int?)null)], sign: sign);
        return SqlTree.Call(site.Name, [.. sides.Select(side => side!)]);
    }

    private TypedSite Site(string key, SiteRule rule, IReadOnlyList<int?> literals, int digits = 0, string sign = "")
    {
        key = $"{rule} {key}";
        if (!_known.TryGetValue(key, out var site))
        {
            site = new TypedSite(nextId(), rule, literals, digits, sign);
            _known.Add(key, site);
            sites.Add(site);
        }
        return site;
    }
}
