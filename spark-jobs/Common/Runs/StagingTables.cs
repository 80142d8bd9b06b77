using MySqlConnector;

namespace Pipeline.Common.Runs;

/// <summary>
/// The tables where an attempt writes before anyone may see it. A name tells job, run and attempt, so an attempt that was given up
/// can only write where nobody looks; the next attempt drops what it finds, under the job's lock.
/// </summary>
public sealed class StagingTables(MySqlConnection connection, RunIdentity run)
{
    private int _count;

    /// <summary>A fresh name for the rows to come.</summary>
    public string NewName() => $"{StagingPrefix(run.Job)}{run.Tag}_{_count++}";

    /// <summary>Drops what earlier attempts of this job left. The caller holds the job's lock.</summary>
    /// <returns>The tables dropped.</returns>
    public async Task<IReadOnlyList<string>> DropLeftoversAsync(CancellationToken cancellation)
    {
        var leftovers = await connection.QueryAsync(
            """
            select table_name
            from information_schema.tables
            where table_schema = database() and (left(table_name, char_length(@p0)) = @p0 or left(table_name, char_length(@p1)) = @p1)
            """,
            row => row.GetString(0),
            cancellation,
            StagingPrefix(run.Job),
            RetiredPrefix(run.Job));
        foreach (var table in leftovers)
            await DropLeftoverAsync(table, cancellation);
        return leftovers;
    }

    /// <summary>Drops them as far as the server still lets us, so as to hide no error before it: what stays, the next attempt drops.</summary>
    public async Task TryDropLeftoversAsync()
    {
        try
        {
            await DropLeftoversAsync(CancellationToken.None);
        }
        catch (Exception error) when (error is MySqlException or PipelineException or InvalidOperationException)
        {
            // The connection is gone.
        }
    }

    /// <summary>Publishes all tables at once: readers see every old table or every new one. The tables that stood there are dropped, if need be by the next attempt.</summary>
    /// <param name="swaps">Which staging table becomes which target.</param>
    /// <param name="cancellation">Stops the wait for readers; the rename itself is all or nothing.</param>
    /// <exception cref="PipelineException">Readers held a target for too long (exit 3).</exception>
    public async Task PublishAsync(IReadOnlyList<TableSwap> swaps, CancellationToken cancellation)
    {
        List<string> renames = [];
        foreach (var (staging, target) in swaps)
        {
            if (await ExistsAsync(target, cancellation))
                renames.Add($"{SqlName.MySql(target)} to {SqlName.MySql($"{RetiredPrefix(run.Job)}{run.Tag}_{renames.Count}")}");
            renames.Add($"{SqlName.MySql(staging)} to {SqlName.MySql(target)}");
        }

        await new PatientRename(connection).ExecuteAsync($"rename table {string.Join(", ", renames)}", cancellation);
        await TryDropLeftoversAsync();
    }

    /// <summary>True when the database has a table of that name.</summary>
    public Task<bool> ExistsAsync(string table, CancellationToken cancellation) => ExistsAsync(connection, table, cancellation);

    /// <summary>The same, for who stages nothing. One name at a time: MariaDB compares those of an <c>in</c> list by no more than their letters, case and accents apart.</summary>
    public static async Task<bool> ExistsAsync(MySqlConnection connection, string table, CancellationToken cancellation) =>
        await connection.ScalarAsync<long>(
            "select count(*) from information_schema.tables where table_schema = database() and table_name = @p0", cancellation, table) > 0;

    private async Task DropLeftoverAsync(string table, CancellationToken cancellation)
    {
        try
        {
            await connection.ExecuteAsync($"drop table if exists {SqlName.MySql(table)}", cancellation);
        }
        catch (MySqlException error) when (ForeignKey.IsInTheWay(error))
        {
            var keys = await ForeignKey.PointingHereAsync(connection, cancellation);
            throw keys.FirstOrDefault(key => key.IsTo(table)) is { } key
                ? new PipelineException(
                    ExitCode.CannotConnect,
                    $"The table {table}, left by an earlier run, cannot be dropped: the foreign key {key.Name} of {key.Database}.{key.Table} points at it.",
                    key.Remedy,
                    error)
                : ServerErrors.ExplainAny(run.Job, error);
        }
    }

    private static string StagingPrefix(string job) => $"pipeline_stg_{job}_";

    private static string RetiredPrefix(string job) => $"pipeline_old_{job}_";
}
