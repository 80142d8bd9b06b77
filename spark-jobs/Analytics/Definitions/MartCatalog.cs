using Pipeline.Common;

namespace Pipeline.Analytics.Definitions;

/// <summary>The marts there are: every pair of files in a folder.</summary>
internal static class MartCatalog
{
    private const string ChecksEnding = ".checks.sql";

    /// <summary>The marts beside the program.</summary>
    public static IReadOnlyList<Mart> OfProgram() => Of(Path.Combine(AppContext.BaseDirectory, "Marts"));

    /// <summary>The marts of a folder, by name.</summary>
    /// <exception cref="PipelineException">A file is missing or is not of the form (exit 2).</exception>
    public static IReadOnlyList<Mart> Of(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.sql") : [];
        var queries = files.Where(file => !file.EndsWith(ChecksEnding, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        return queries.Count > 0
            ? OfReplicas(queries.ConvertAll(Read))
            : throw new PipelineException(ExitCode.Usage, $"No mart stands in {folder}.", "Build the program again: it carries Marts/*.sql beside it.");
    }

    /// <summary>A run keeps in place what it reads, so a mart that it reads could not be replaced.</summary>
    private static List<Mart> OfReplicas(List<Mart> marts)
    {
        foreach (var mart in marts)
        {
            if (mart.Reads.FirstOrDefault(name => marts.Exists(other => string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase))) is { } read)
                throw AnalyticsErrors.ReadsMart(mart, read);
        }
        return marts;
    }

    private static Mart Read(string queryFile)
    {
        var name = Path.GetFileNameWithoutExtension(queryFile);
        var checksFile = Path.ChangeExtension(queryFile, ChecksEnding);
        return File.Exists(checksFile)
            ? MartText.Parse(name, File.ReadAllText(queryFile), File.ReadAllText(checksFile))
            : throw AnalyticsErrors.Malformed(Path.GetFileName(queryFile), $"has no {Path.GetFileName(checksFile)} beside it");
    }
}
