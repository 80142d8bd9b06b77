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

    public override LogicalPlan Select(IReadOnlyList<string> columns) => new SourceScan(format, options, predicates, columns);
}
