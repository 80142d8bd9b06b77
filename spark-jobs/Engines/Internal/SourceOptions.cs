namespace Pipeline.Spark.Sql.Internal;

/// <summary>The options of a source or target, fixed when it was described; names are compared without regard to case.</summary>
internal sealed class SourceOptions
{
    private readonly Dictionary<string, string> _values;

    public SourceOptions(IEnumerable<KeyValuePair<string, string>> values) =>
        _values = new(values, StringComparer.OrdinalIgnoreCase);

    public IEnumerable<KeyValuePair<string, string>> All => _values;

    public string? Find(string name) => _values.GetValueOrDefault(name);

    public string Require(string format, string name) => Find(name) ?? throw SparkEngineException.MissingOption(format, name);
}
