using Pipeline.Common;

namespace Pipeline.Replication.Preview;

/// <summary>Shows what a replication would do, and what stands in its way. It writes nothing, on either side.</summary>
public static class PlanProgram
{
    /// <summary>Shows the plan; databases come from <c>POSTGRES_URL</c> and <c>MYSQL_URL</c>. Exit code 4 when a table would be refused.</summary>
    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) =>
        JobHost.RunAsync<PlanOptions>("plan", args, (options, context) =>
            new PlanJob(ReplicationSettings.Of(options), DatabaseUrl.Postgres(), DatabaseUrl.MySql(), context).RunAsync());
}
