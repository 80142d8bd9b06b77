using System.Diagnostics;
using Pipeline.Analytics.Definitions;
using Pipeline.Common;
using Pipeline.Common.Runs;

namespace Pipeline.Analytics;

/// <summary>Computes marts into staging through the session, and holds them to their checks there.</summary>
internal sealed class MartBuilder(SparkSession spark, Run run, DatabaseUrl target, DayRange? days)
{
    private const int RowsPerFetch = 10_000;
    private const int RowsPerBatch = 10_000;

    private readonly Dictionary<string, string> _jdbc = JdbcOptions.MySql(target, run.Server);

    /// <summary>Makes a replica visible to the queries by its own name.</summary>
    /// <param name="replica">The replica.</param>
    /// <param name="conditions">How it is cut for reading; with days, the conditions that pick these.</param>
    public void Show(string replica, IReadOnlyList<string> conditions) =>
        Reader().Jdbc(_jdbc["url"], SqlName.MySql(replica), conditions, new(StringComparer.Ordinal)).CreateOrReplaceTempView(replica);

    /// <summary>Computes one mart and checks it.</summary>
    /// <exception cref="PipelineException">Rows went missing or a check returned rows (exit 5).</exception>
    public async Task<BuiltMart> BuildAsync(Mart mart, ProgressRow progress, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var staging = run.Staging.NewName();
        var ddl = MartDdl.Create(mart, run.Server, staging);
        await run.Connection.ExecuteAsync(ddl, cancellation);

        progress.Stage("computing");
        var rows = spark.Sql(mart.Query);
        rows.Write()
            .Mode(SaveMode.Append)
            .Format("jdbc")
            .Options(_jdbc)
            .Option("dbtable", SqlName.MySql(staging))
            .Option("batchsize", RowsPerBatch)
            .Option("isolationLevel", "READ_COMMITTED")
            .Save();
        var computed = rows.Count();
        var written = await run.Connection.ScalarAsync<long>($"select count(*) from {SqlName.MySql(staging)}", cancellation);
        if (computed != written)
            throw AnalyticsErrors.RowsLost(mart, computed, written);

        progress.Stage("checking");
        Reader().Option("dbtable", SqlName.MySql(staging)).Load().CreateOrReplaceTempView(mart.Name);
        foreach (var check in mart.Checks)
        {
            cancellation.ThrowIfCancellationRequested();
            Require(mart, check);
        }

        progress.Done(written, $"{mart.Checks.Count:N0} checks passed");
        return new(mart, staging, new RunTable
        {
            Source = string.Join(", ", mart.Reads),
            Target = mart.Name,
            RowsSource = computed,
            RowsTarget = written,
            Seconds = Stopwatch.GetElapsedTime(began).TotalSeconds,
            Ddl = ddl.Replace(SqlName.MySql(staging), SqlName.MySql(mart.Name), StringComparison.Ordinal),
            Note = days is null ? null : $"days from {days}",
        });
    }

    private DataFrameReader Reader() => spark.Read().Format("jdbc").Options(_jdbc).Option("fetchsize", RowsPerFetch);

    private void Require(Mart mart, MartCheck check)
    {
        var offending = spark.Sql(OffendingRows.Query(check.Query));
        var rows = offending.Collect().ToList();
        if (rows.Count == 0)
            return;
        var columns = offending.Columns();
        var shown = rows.Take(OffendingRows.Shown).Select(row => OffendingRows.Describe(columns, columns.Select((_, i) => row.Get(i))));
        throw AnalyticsErrors.CheckFailed(mart, check, [.. shown], rows.Count > OffendingRows.Shown);
    }
}
