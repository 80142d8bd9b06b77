using System.Text.Json.Nodes;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>The fields of a date: what extract takes out, and what trunc and date_trunc cut at.</summary>
internal static class DateFields
{
    public static JsonObject Extract(JsonArray arguments)
    {
        var field = Constant("extract", arguments[0]);
        var function = field switch
        {
            "year" or "y" or "years" => "year",
            "quarter" or "qtr" => "quarter",
            "month" or "mon" or "months" => "month",
            "week" or "w" or "weeks" => "weekofyear",
            "day" or "d" or "days" => "day",
            "dayofweek" or "dow" => "dayofweek",
            "doy" => "dayofyear",
            "hour" or "h" or "hours" => "hour",
            "minute" or "m" or "min" or "minutes" => "minute",
            _ => throw SparkEngineException.SqlRefused(
                $"extract takes {field} out, which this engine does not give as Spark does",
                "Extract year, quarter, month, week, day, dayofweek, doy, hour or minute; second(time) gives the whole seconds."),
        };
        return SqlTree.Call(function, arguments[1]!);
    }

    public static JsonObject TruncateDate(JsonArray arguments) =>
        SqlTree.Call("trunc", arguments[0]!, Unit("trunc", arguments[1], "Cut a date at year, quarter, month or week.", ofTime: false));

    public static JsonObject TruncateTime(JsonNode? unit, JsonObject moment) =>
        SqlTree.Call("date_trunc", Unit("date_trunc", unit, "Cut a time at year, quarter, month, week, day, hour, minute, second, millisecond or microsecond.", ofTime: true), moment);

    private static JsonObject Unit(string function, JsonNode? argument, string instead, bool ofTime)
    {
        var unit = Constant(function, argument);
        return SqlTree.Constant(unit switch
        {
            "year" or "yyyy" or "yy" => "year",
            "month" or "mon" or "mm" => "month",
            "quarter" or "week" => unit,
            "day" or "dd" when ofTime => "day",
            "hour" or "minute" or "second" or "millisecond" or "microsecond" when ofTime => unit,
            _ => throw SparkEngineException.SqlRefused($"{function} at {unit} is null to Spark", instead),
        });
    }

    private static string Constant(string function, JsonNode? argument) => SqlTree.ConstantText(argument)?.ToLowerInvariant()
        ?? throw SparkEngineException.SqlRefused($"the field of {function} is computed", $"Write the field of {function} out.");
}
