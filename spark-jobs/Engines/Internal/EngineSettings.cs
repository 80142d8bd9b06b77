using System.Globalization;

namespace Pipeline.Spark.Sql.Internal;

/// <summary>The settings of a session that the engine itself heeds; all others are Spark's and mean nothing here.</summary>
internal sealed record EngineSettings
{
    private const string ParallelismKey = "spark.default.parallelism";
    private const string MemoryKey = "spark.pipeline.memoryLimit";
    private const long Megabyte = 1L << 20;

    public required string ApplicationName { get; init; }

    /// <summary>How many partitions are at work at once.</summary>
    public required int Parallelism { get; init; }

    /// <summary>How much memory SQL may take before it goes to disk.</summary>
    public required long MemoryLimit { get; init; }

    public static EngineSettings From(IReadOnlyDictionary<string, string> settings) => new()
    {
        ApplicationName = settings.GetValueOrDefault("spark.app.name", "pipeline"),
        Parallelism = settings.TryGetValue(ParallelismKey, out var parallelism) ? Count(parallelism) : Environment.ProcessorCount,
        MemoryLimit = settings.TryGetValue(MemoryKey, out var memory) ? Size(memory) : DefaultMemory(),
    };

    private static long DefaultMemory() =>
        Math.Min(1024 * Megabyte, Math.Max(64 * Megabyte, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4));

    private static int Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw SparkEngineException.BadOption(ParallelismKey, $"is {text}, not a positive number", "Set it to the number of partitions to run at once.");

    private static long Size(string text)
    {
        var digits = text.AsSpan().TrimEnd("bBkKmMgGtT");
        var unit = text[digits.Length..].ToUpperInvariant() switch
        {
            "K" or "KB" => 1L << 10,
            "M" or "MB" => Megabyte,
            "G" or "GB" => 1L << 30,
            "T" or "TB" => 1L << 40,
            "" or "B" => 1L,
            _ => 0,
        };
        return unit > 0 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size * unit >= 16 * Megabyte
            ? size * unit
            : throw SparkEngineException.BadOption(MemoryKey, $"is {text}, not a size of at least 16m", "Set it as Spark writes sizes: 512m, 2g.");
    }
}
