using Pipeline.Analytics.Definitions;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>Makes replicas and marts visible to queries by their names, and holds marts to their checks.</summary>
internal sealed class MartReader(SparkSession spark, DatabaseUrl target, MySqlServer server)
{
    private const int RowsPerFetch = 10_000;

    private readonly Dictionary<string, string> _jdbc = JdbcOptions.MySql(target, server);

    /// <summary>Shows a table under a name.</summary>
    /// <param name="name">What queries call it.</param>
    /// <param name="table">The table.</param>
    /// <param name="conditions">How it is cut for reading; with days, the conditions that pick these.</param>
    public void Show(string name, string table, IReadOnlyList<string> conditions) =>
        Reader().Jdbc(_jdbc["url"], SqlName.MySql(table), conditions, new(StringComparer.Ordinal)).CreateOrReplaceTempView(name);

    /// <summary>Runs the checks of a mart that is shown under its own name.</summary>
    /// <exception cref="PipelineException">A check returned rows (exit 5).</exception>
    public void Require(Mart mart, CancellationToken cancellation)
    {
        foreach (var check in mart.Checks)
        {
            cancellation.ThrowIfCancellationRequested();
            Require(mart, check);
        }
    }

    private DataFrameReader Reader() => spark.Read().Format("jdbc").Options(_jdbc).Option("fetchsize", RowsPerFetch);

    private void Require(Mart mart, MartCheck check)
    {
        var offending = spark.Sql(OffendingRows.Query(check.Query));
        var rows = offending.Collect().ToList();
        if (rows.Count == 0)
        {
            // Rows of a JVM that has ended look like none at all under Microsoft.Spark; this call then fails.
            _ = spark.Version();
            return;
        }
        var columns = offending.Columns();
        var shown = rows.Take(OffendingRows.Shown).Select(row => OffendingRows.Describe(columns, columns.Select((_, i) => row.Get(i))));
        throw AnalyticsErrors.CheckFailed(mart, check, [.. shown], rows.Count > OffendingRows.Shown);
    }
}
