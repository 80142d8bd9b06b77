using System.Data.Common;
using Pipeline.Common.Lineage;

namespace Pipeline.Common.Runs;

/// <summary>Closes the record of one attempt, whatever becomes of its work and of the driver's connection.</summary>
/// <typeparam name="TConnection">The driver of the database that holds the record.</typeparam>
/// <param name="connection">The driver's own.</param>
/// <param name="open">Opens another one to the same database.</param>
/// <param name="end">Writes how the attempt ended: over which connection, with which code and error.</param>
/// <param name="cleanUp">Drops what a failed attempt leaves.</param>
public sealed class RunClosing<TConnection>(
    TConnection connection,
    Func<CancellationToken, Task<TConnection>> open,
    Func<TConnection, ExitCode, string?, CancellationToken, Task> end,
    Func<CancellationToken, Task> cleanUp)
    where TConnection : DbConnection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Does the work, closes the record, and tells OpenLineage.</summary>
    /// <param name="work">The work; once it returns, all is published.</param>
    /// <param name="lineage">Is told the end; null where no events are asked for.</param>
    /// <param name="context">Knows a stop from a failure.</param>
    public async Task AfterAsync(Func<Task> work, LineageRun? lineage, JobContext context)
    {
        try
        {
            await work();
        }
        catch (Exception error)
        {
            var stop = await context.StopBehindAsync(error);
            lineage?.Failed(error, stop is not null);
            await FailedAsync(error, stop);
            throw;
        }

        // The rows stand, even if their record cannot be closed.
        lineage?.Completed();
        await DoneAsync();
    }

    /// <summary>Records that all is published, over a connection of its own where the driver's was lost after the last commit.</summary>
    private async Task DoneAsync()
    {
        try
        {
            await end(connection, ExitCode.Done, null, CancellationToken.None);
        }
        catch (Exception error) when (connection.IsLostBy(error))
        {
            await using var fresh = await open(CancellationToken.None);
            await end(fresh, ExitCode.Done, null, CancellationToken.None);
        }
    }

    /// <summary>Records a failure and cleans up as far as the server still lets us; the failure itself is what the caller throws on.</summary>
    private async Task FailedAsync(Exception error, ExitCode? stop)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var known = ServerErrors.Explain(error);
            await using var fresh = await open(patience.Token);
            await end(fresh, stop ?? known?.Code ?? ExitCode.Bug, known?.Message ?? ServerErrors.FirstLine(error.Message), patience.Token);
            await cleanUp(patience.Token);
        }
        catch (Exception second) when (second is DbException or PipelineException or OperationCanceledException or InvalidOperationException)
        {
            // The server is away: the next run drops the staging tables and marks this record as abandoned.
        }
    }
}
