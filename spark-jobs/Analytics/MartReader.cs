using Pipeline.Analytics.Definitions;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>Makes replicas and marts visible to queries by their names, and holds marts to their checks.</summary>
internal sealed class MartReader(SparkSession spark, DatabaseUrl target, MySqlServer server)
{
    private const int RowsPerFetch = 10_000;

    private readonly Dictionary<string, string> _jdbc = JdbcOptions.MySql(target, server);
    private readonly List<(string Table, string Column)> _tooWide = [];

    /// <summary>Shows a table under a name.</summary>
    /// <param name="name">What queries call it.</param>
    /// <param name="table">The table.</param>
    /// <param name="conditions">How it is cut for reading; with days, the conditions that pick these.</param>
    public void Show(string name, ReadableTable table, IReadOnlyList<string> conditions)
    {
        Reader().Jdbc(_jdbc["url"], table.Source, conditions, new(StringComparer.Ordinal)).CreateOrReplaceTempView(name);
        _tooWide.AddRange(table.TooWide.Select(column => (name, column)));
    }

    /// <summary>Runs a query over what is shown.</summary>
    /// <exception cref="PipelineException">It uses a decimal of more digits than Spark has (exit 4).</exception>
    public DataFrame Query(Mart mart, string sql)
    {
        try
        {
            var rows = spark.Sql(sql);

            // Asked of the engine only where it may be refused: over Connect it is a call of its own.
            if (_tooWide.Count > 0)
                _ = rows.Schema();
            return rows;
        }
        catch (Exception error) when (UnresolvedColumn.Of(error) is { } name && TooWide(mart, name) is { Column: not null } wide)
        {
            throw AnalyticsErrors.TooWide(mart, wide.Table, wide.Column, error);
        }
    }

    /// <summary>Runs the checks of a mart that is shown under its own name.</summary>
    /// <returns>The first that returned rows; null where all passed.</returns>
    public FailedCheck? FindFailed(Mart mart, CancellationToken cancellation)
    {
        foreach (var check in mart.Checks)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Run(mart, check) is { } failed)
                return failed;
        }
        return null;
    }

    private (string Table, string Column) TooWide(Mart mart, string name) => _tooWide.Find(wide =>
        string.Equals(wide.Column, name, StringComparison.OrdinalIgnoreCase) && (mart.Reads.Contains(wide.Table, StringComparer.Ordinal) || string.Equals(wide.Table, mart.Name, StringComparison.Ordinal)));

    private DataFrameReader Reader() => spark.Read().Format("jdbc").Options(_jdbc).Option("fetchsize", RowsPerFetch);

    private FailedCheck? Run(Mart mart, MartCheck check)
    {
        var offending = Query(mart, OffendingRows.Query(check.Query));
        var rows = offending.Collect().ToList();
        if (rows.Count == 0)
        {
            // Rows of a JVM that has ended look like none at all under Microsoft.Spark; this call then fails.
            _ = spark.Version();
            return null;
        }
        var columns = offending.Columns();
        var shown = rows.Take(OffendingRows.Shown).Select(row => OffendingRows.Describe(columns, columns.Select((_, i) => row.Get(i))));
        return new(check, [.. shown], rows.Count > OffendingRows.Shown);
    }
}
