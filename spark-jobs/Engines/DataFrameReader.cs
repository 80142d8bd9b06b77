using System.Globalization;
using Pipeline.Spark.Sql.Internal;
using Pipeline.Spark.Sql.Internal.Plan;

namespace Pipeline.Spark.Sql;

/// <summary>Describes a source; follows <c>org.apache.spark.sql.DataFrameReader</c>.</summary>
public sealed class DataFrameReader
{
    private readonly Dictionary<string, string> _options = new(StringComparer.OrdinalIgnoreCase);
    private readonly IEngine _engine;
    private string _format = "parquet";

    internal DataFrameReader(IEngine engine) => _engine = engine;

    /// <summary>The kind of source, such as <c>jdbc</c>; follows <c>DataFrameReader.format</c>.</summary>
    /// <param name="source">Its name.</param>
    public DataFrameReader Format(string source)
    {
        _format = source;
        return this;
    }

    /// <summary>Sets an option of the source; follows <c>DataFrameReader.option</c>.</summary>
    /// <param name="key">The name of the option, with or without upper case.</param>
    /// <param name="value">Its value.</param>
    public DataFrameReader Option(string key, string value)
    {
        _options[key] = value;
        return this;
    }

    /// <inheritdoc cref="Option(string, string)"/>
    public DataFrameReader Option(string key, bool value) => Option(key, value ? "true" : "false");

    /// <inheritdoc cref="Option(string, string)"/>
    public DataFrameReader Option(string key, long value) => Option(key, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Option(string, string)"/>
    public DataFrameReader Option(string key, double value) => Option(key, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Sets several options; follows <c>DataFrameReader.options</c>.</summary>
    /// <param name="options">Names and values.</param>
    public DataFrameReader Options(Dictionary<string, string> options)
    {
        foreach (var (key, value) in options)
            _options[key] = value;
        return this;
    }

    /// <summary>The source as described; follows <c>DataFrameReader.load</c>.</summary>
    /// <exception cref="SparkEngineException">The format or an option is not known.</exception>
    public DataFrame Load() => Scan(_format, predicates: null);

    /// <summary>A table over JDBC in one partition; follows <c>DataFrameReader.jdbc</c>.</summary>
    /// <param name="url">The address, such as <c>jdbc:postgresql://host:port/database</c>.</param>
    /// <param name="table">A table, or a query in parentheses with an alias.</param>
    /// <param name="properties">User, password and whatever the driver understands.</param>
    public DataFrame Jdbc(string url, string table, Dictionary<string, string> properties) =>
        Options(properties).Option("url", url).Option("dbtable", table).Scan("jdbc", predicates: null);

    /// <summary>A table over JDBC, one partition for each predicate; follows <c>DataFrameReader.jdbc</c>.</summary>
    /// <param name="url">The address, such as <c>jdbc:postgresql://host:port/database</c>.</param>
    /// <param name="table">A table, or a query in parentheses with an alias.</param>
    /// <param name="predicates">The condition of each partition; together they must name each row once.</param>
    /// <param name="properties">User, password and whatever the driver understands.</param>
    public DataFrame Jdbc(string url, string table, IEnumerable<string> predicates, Dictionary<string, string> properties) =>
        Options(properties).Option("url", url).Option("dbtable", table).Scan("jdbc", [.. predicates]);

    private DataFrame Scan(string format, IReadOnlyList<string>? predicates)
    {
        var scan = new SourceScan(format, new SourceOptions(_options), predicates);
        _engine.Check(scan);
        return new DataFrame(_engine, scan);
    }
}
