namespace Pipeline.Spark.Sql.Internal.Plan;

/// <summary>The rows of a data source.</summary>
/// <param name="format">The kind of source: jdbc, kafka.</param>
/// <param name="options">Its options.</param>
/// <param name="predicates">The condition of each partition, or null for one partition without any.</param>
/// <param name="selected">The columns wanted, in order, or null for all.</param>
internal sealed class SourceScan(
    string format, SourceOptions options, IReadOnlyList<string>? predicates, IReadOnlyList<string>? selected = null) : LogicalPlan
{
    public string Format => format;

    public SourceOptions Options => options;

    public IReadOnlyList<string>? Predicates => predicates;

    public IReadOnlyList<string>? Selected => selected;

    /// <summary>Requires a condition, where there is a list of them.</summary>
    public void RequirePredicates()
    {
        if (predicates is { Count: 0 })
            throw SparkEngineException.BadOption("predicates", "is an empty list, which would read no row", "Give one condition a partition; a single 1 = 1 reads all.");
    }

    public override LogicalPlan Select(IReadOnlyList<string> columns) => new SourceScan(format, options, predicates, columns);
}
