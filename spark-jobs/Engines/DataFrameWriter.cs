using System.Globalization;
using Pipeline.Spark.Sql.Internal;
using Pipeline.Spark.Sql.Internal.Plan;

namespace Pipeline.Spark.Sql;

/// <summary>Describes a write; follows <c>org.apache.spark.sql.DataFrameWriter</c>.</summary>
public sealed class DataFrameWriter
{
    private readonly Dictionary<string, string> _options = new(StringComparer.OrdinalIgnoreCase);
    private readonly IEngine _engine;
    private readonly LogicalPlan _plan;
    private string _format = "parquet";
    private string _mode = "errorifexists";

    internal DataFrameWriter(IEngine engine, LogicalPlan plan)
    {
        _engine = engine;
        _plan = plan;
    }

    /// <summary>What to do with rows that are there already; follows <c>DataFrameWriter.mode</c>.</summary>
    /// <param name="saveMode">Only <see cref="SaveMode.Append"/> is carried out.</param>
    public DataFrameWriter Mode(SaveMode saveMode) => Mode(saveMode.ToString());

    /// <summary>What to do with rows that are there already; follows <c>DataFrameWriter.mode</c>.</summary>
    /// <param name="saveMode">Only <c>append</c> is carried out.</param>
    public DataFrameWriter Mode(string saveMode)
    {
        _mode = saveMode;
        return this;
    }

    /// <summary>The kind of target, such as <c>jdbc</c>; follows <c>DataFrameWriter.format</c>.</summary>
    /// <param name="source">Its name.</param>
    public DataFrameWriter Format(string source)
    {
        _format = source;
        return this;
    }

    /// <summary>Sets an option of the target; follows <c>DataFrameWriter.option</c>.</summary>
    /// <param name="key">The name of the option, with or without upper case.</param>
    /// <param name="value">Its value.</param>
    public DataFrameWriter Option(string key, string value)
    {
        _options[key] = value;
        return this;
    }

    /// <inheritdoc cref="Option(string, string)"/>
    public DataFrameWriter Option(string key, bool value) => Option(key, value ? "true" : "false");

    /// <inheritdoc cref="Option(string, string)"/>
    public DataFrameWriter Option(string key, long value) => Option(key, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Option(string, string)"/>
    public DataFrameWriter Option(string key, double value) => Option(key, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Sets several options; follows <c>DataFrameWriter.options</c>.</summary>
    /// <param name="options">Names and values.</param>
    public DataFrameWriter Options(Dictionary<string, string> options)
    {
        foreach (var (key, value) in options)
            _options[key] = value;
        return this;
    }

    /// <summary>Writes the rows; follows <c>DataFrameWriter.save</c>.</summary>
    /// <exception cref="SparkEngineException">Mode, format or an option is not known, or the target did not take every row as it was.</exception>
    public void Save() => _engine.Write(_plan, new WriteTarget(_format, new SourceOptions(_options), _mode));
}
