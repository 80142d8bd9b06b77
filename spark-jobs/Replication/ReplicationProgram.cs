using Pipeline.Common;
using Pipeline.Replication.Canary;
using Pipeline.Replication.Verification;

namespace Pipeline.Replication;

/// <summary>The replication job as a program: <c>Pipeline.Replication.dll --tables public.users,public.order*</c>.</summary>
public static class ReplicationProgram
{
    /// <summary>The job's name in the run tables and in the names of its staging tables.</summary>
    public const string Job = "replication";

    /// <summary>Runs the job; databases come from <c>POSTGRES_URL</c> and <c>MYSQL_URL</c>.</summary>
    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) =>
        JobHost.RunAsync<ReplicationOptions>(Job, args, (options, context) => options.Canary
            ? new CanaryJob(DatabaseUrl.Postgres(), DatabaseUrl.MySql(), context).RunAsync(options)
            : options.Compare
            ? new CompareJob(ReplicationSettings.Of(options), options.KeysOnly, DatabaseUrl.Postgres(), DatabaseUrl.MySql(), context).RunAsync()
            : options.Verify
            ? new VerifyJob(ReplicationSettings.Of(options), DatabaseUrl.Postgres(), DatabaseUrl.MySql(), context).RunAsync(options)
            : new ReplicationJob(ReplicationSettings.Of(options), DatabaseUrl.Postgres(), DatabaseUrl.MySql(), context).RunAsync(options));
}
