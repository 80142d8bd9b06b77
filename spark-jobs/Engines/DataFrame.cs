using Pipeline.Spark.Sql.Internal;
using Pipeline.Spark.Sql.Internal.Plan;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql;

/// <summary>Rows that are not read before an action asks for them; follows <c>org.apache.spark.sql.Dataset</c>.</summary>
public sealed class DataFrame
{
    private readonly IEngine _engine;
    private readonly LogicalPlan _plan;

    internal DataFrame(IEngine engine, LogicalPlan plan)
    {
        _engine = engine;
        _plan = plan;
    }

    /// <summary>Names and types of the columns; follows <c>Dataset.schema</c>.</summary>
    public StructType Schema() => _engine.Schema(_plan);

    /// <summary>The names of the columns; follows <c>Dataset.columns</c>.</summary>
    public IReadOnlyList<string> Columns() => [.. Schema().Fields.Select(field => field.Name)];

    /// <summary>Takes some of the columns; follows <c>Dataset.select(col, cols*)</c>.</summary>
    /// <param name="column">The first column; backticks around a name keep everything in it, dots too.</param>
    /// <param name="columns">The columns that follow.</param>
    public DataFrame Select(string column, params string[] columns) => new(_engine, _plan.Select([Unquoted(column), .. columns.Select(Unquoted)]));

    /// <summary>How many rows there are; follows <c>Dataset.count</c>.</summary>
    public long Count() => _engine.Count(_plan);

    /// <summary>The rows; follows <c>Dataset.collect</c>. Nothing runs until they are enumerated, and each enumeration runs anew.</summary>
    public IEnumerable<Row> Collect() => _engine.Collect(_plan);

    /// <summary>Gives the rows a name for SQL; follows <c>Dataset.createOrReplaceTempView</c>.</summary>
    /// <param name="viewName">The name, with or without upper case.</param>
    public void CreateOrReplaceTempView(string viewName) => _engine.CreateView(viewName, _plan);

    /// <summary>Starts the description of a write; follows <c>Dataset.write</c>.</summary>
    public DataFrameWriter Write() => new(_engine, _plan);

    private static string Unquoted(string name) => name is ['`', .., '`'] and { Length: > 2 }
        ? name[1..^1].Replace("``", "`", StringComparison.Ordinal)
        : name;
}
