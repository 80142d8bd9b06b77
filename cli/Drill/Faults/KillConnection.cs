using Pipeline.Cli.Drill.Jobs;
using Pipeline.Cli.Servers;
using MySqlConnector;
using Pipeline.Common;

namespace Pipeline.Cli.Drill.Faults;

/// <summary>The servers end every connection that the job has (<c>pg_terminate_backend</c>, <c>kill</c>).</summary>
internal sealed class KillConnection : IFault
{
    public string Name => "kill-connection";

    public string? WhyNot(DrilledJob job, DrillServers servers) => null;

    public Task<Disturbance> StrikeAsync(Strike strike) => strike.AfterDelayAsync(async _ =>
    {
        await Task.WhenAll(KillInPostgresAsync(strike), strike.Job.UsesMySql ? KillInMySqlAsync(strike) : Task.CompletedTask);
    });

    private static async Task KillInPostgresAsync(Strike strike)
    {
        await using var connection = await strike.Servers.OpenPostgresAsync(strike.Cancellation);
        await connection.ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = @p0", strike.Cancellation, strike.Job.Role);
    }

    private static async Task KillInMySqlAsync(Strike strike)
    {
        await using var connection = await strike.Servers.OpenMySqlAsync(strike.Cancellation);
        var connections = await connection.QueryAsync(
            "select id from information_schema.processlist where user = @p0 and db = database()", row => row.GetInt64(0), strike.Cancellation, ShopRoles.Owner);
        foreach (var id in connections)
        {
            try
            {
                await connection.ExecuteAsync($"kill {id}", strike.Cancellation);
            }
            catch (MySqlException error) when (error.ErrorCode == MySqlErrorCode.NoSuchThread)
            {
                // It has ended by itself.
            }
        }
    }
}
