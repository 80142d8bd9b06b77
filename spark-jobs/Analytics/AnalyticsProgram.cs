using Pipeline.Analytics.Definitions;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>The analytics job as a program: <c>Pipeline.Analytics.dll --marts daily_sales_analytics --since 2026-01-01 --until 2026-01-08</c>.</summary>
public static class AnalyticsProgram
{
    /// <summary>The job's name in the run tables and in the names of its staging tables.</summary>
    public const string Job = "analytics";

    /// <summary>Runs the job; the database comes from <c>MYSQL_URL</c>.</summary>
    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) =>
        JobHost.RunAsync<AnalyticsOptions>(Job, args, (options, context) =>
        {
            var settings = AnalyticsSettings.Of(options, MartCatalog.OfProgram());
            return options.Recompute
                ? new RecomputeJob(settings, DatabaseUrl.MySql(), context).RunAsync(options)
                : options.Check
                ? new CheckJob(settings, DatabaseUrl.MySql(), context).RunAsync(options)
                : new AnalyticsJob(settings, DatabaseUrl.MySql(), context).RunAsync(options);
        });
}
