using System.Diagnostics;
using Pipeline.Analytics.Definitions;
using Pipeline.Common;
using Pipeline.Common.Runs;

namespace Pipeline.Analytics;

/// <summary>Computes marts into staging through the session, and runs their checks there.</summary>
internal sealed class MartBuilder(SparkSession spark, Run run, DatabaseUrl target, DayRange? days)
{
    private const int RowsPerBatch = 10_000;

    private readonly Dictionary<string, string> _jdbc = JdbcOptions.MySql(target, run.Server);
    private readonly MartReader _reader = new(spark, target, run.Server);

    /// <summary>Makes a replica visible to the queries by its own name.</summary>
    /// <param name="replica">The replica.</param>
    /// <param name="conditions">How it is cut for reading; with days, the conditions that pick these.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task ShowAsync(string replica, IReadOnlyList<string> conditions, CancellationToken cancellation) =>
        _reader.Show(replica, await ReadableTable.OfAsync(run.Connection, replica, cancellation), conditions);

    /// <summary>Computes one mart and checks it.</summary>
    /// <exception cref="PipelineException">A column would be rounded or cut (exit 4), or rows went missing (exit 5).</exception>
    public async Task<BuiltMart> BuildAsync(Mart mart, ProgressRow progress, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var rows = _reader.Query(mart, mart.Query);
        MartTypes.Require(mart, rows.Schema());
        var staging = run.Staging.NewName();
        var ddl = MartDdl.Create(mart, run.Server, staging);
        await run.Connection.ExecuteAsync(ddl, cancellation);

        progress.Stage("computing");
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
        _reader.Show(mart.Name, await ReadableTable.OfAsync(run.Connection, staging, cancellation), ["1 = 1"]);
        var failed = _reader.FindFailed(mart, cancellation);

        progress.Done(written, failed is null ? $"{Counted.Of(mart.Checks.Count, "check")} passed" : "a check failed");
        return new(mart, staging, new RunTable
        {
            Source = string.Join(", ", mart.Reads),
            Target = mart.Name,
            RowsSource = computed,
            RowsTarget = written,
            Seconds = Stopwatch.GetElapsedTime(began).TotalSeconds,
            Ddl = days is null ? ddl.Replace(SqlName.MySql(staging), SqlName.MySql(mart.Name), StringComparison.Ordinal) : null,
            Note = MartNote.Of(mart, days),
        })
        {
            Failed = failed,
        };
    }
}
