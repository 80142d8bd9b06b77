using Pipeline.Spark.Sql.Internal;

namespace Pipeline.Spark.Sql.Embedded.Jdbc;

/// <summary>The options of format jdbc, checked: Spark's own, those it would hand to the driver, and none left over.</summary>
internal sealed record JdbcOptions(JdbcUrl Url, IReadOnlyList<KeyValuePair<string, string>> DriverParameters, string? Table, string? Query, string? SessionInit)
{
    private const string Format = "jdbc";

    // Options that say how Spark works, not what comes out.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "driver", "fetchsize", "batchsize", "numPartitions", "isolationLevel", "truncate", "keytab", "principal", "refreshKrb5Config",
        "pushDownPredicate", "pushDownAggregate", "pushDownLimit", "pushDownOffset", "pushDownTableSample", "pushDownJoin",
    };

    private static readonly HashSet<string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        "partitionColumn", "lowerBound", "upperBound", "customSchema", "createTableOptions", "createTableColumnTypes", "cascadeTruncate",
        "queryTimeout", "prepareQuery", "preferTimestampNTZ", "connectionProvider", "hint",
    };

    private static readonly string[] Known = ["url", "dbtable", "query", "user", "password", "sessionInitStatement"];

    public static JdbcOptions From(SourceOptions options)
    {
        var driver = new List<KeyValuePair<string, string>>();
        var url = JdbcUrl.Parse(options.Require(Format, "url"));
        driver.AddRange(url.Parameters);
        foreach (var (name, value) in options.All)
        {
            if (Refused.Contains(name))
                throw SparkEngineException.UnknownOption(Format, name, Known);
            if (name.Equals("user", StringComparison.OrdinalIgnoreCase) || name.Equals("password", StringComparison.OrdinalIgnoreCase)
                || (!Harmless.Contains(name) && !Known.Contains(name, StringComparer.OrdinalIgnoreCase)))
                driver.Add(new(name, value));
        }
        return new(url, driver, options.Find("dbtable"), options.Find("query"), options.Find("sessionInitStatement"));
    }

    /// <summary>What follows "from" in the query of a scan.</summary>
    public string Source(bool hasPredicates) => (Table, Query) switch
    {
        (not null, not null) => throw SparkEngineException.BadOption("query", "stands beside dbtable", "Set only one of the two."),
        (null, not null) when hasPredicates => throw SparkEngineException.BadOption("query", "stands beside predicates", "Give the query as dbtable: (select …) t."),
        (null, { } query) => $"({query.TrimEnd().TrimEnd(';')}) spark_gen_1",
        ({ } table, null) => table,
        _ => throw SparkEngineException.MissingOption(Format, "dbtable"),
    };

    /// <summary>The table of a write.</summary>
    public string Target => Table ?? throw SparkEngineException.MissingOption(Format, "dbtable");
}
