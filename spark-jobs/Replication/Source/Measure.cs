namespace Pipeline.Replication.Source;

/// <summary>A number that a scan takes of a table: an aggregate, and how those of two parts become that of both.</summary>
/// <param name="Expression">The aggregate, in PostgreSQL; a bigint.</param>
/// <param name="Combine">Puts two together.</param>
internal sealed record Measure(string Expression, Func<long, long, long> Combine)
{
    public static Measure Sum(string expression) => new(expression, (one, other) => one + other);

    public static Measure Greatest(string expression) => new(expression, Math.Max);
}
