using MySqlConnector;
using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Diff;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Proof;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Verification;

/// <summary>
/// Compares the replicas with the source as it is now, chunk by chunk within one snapshot, and where they differ row by row. Reads both
/// databases and writes nothing; it holds the job's lock, so that no run publishes meanwhile.
/// </summary>
internal sealed class CompareJob(ReplicationSettings settings, bool keysOnly, DatabaseUrl source, DatabaseUrl target, JobContext context)
{
    /// <summary>Beyond so many rows, the rest is not looked for.</summary>
    private const long MostRows = 1_000_000;

    private const int Shown = 5;

    private readonly CancellationToken _cancellation = context.Cancellation;

    /// <summary>Compares them all.</summary>
    /// <exception cref="PipelineException">Replicas differ (exit 5), or a run is at work (exit 75).</exception>
    public async Task RunAsync()
    {
        await using var connection = await MySqlConnections.OpenAsync(target, "pipeline verify", _cancellation);
        await RunLock.TakeAsync(connection, ReplicationProgram.Job, _cancellation);
        var server = await MySqlServer.OfAsync(connection, _cancellation);
        await using var snapshot = await SourceSnapshot.OpenAsync(source, _cancellation);
        var tables = await new Survey(settings, connection, server, snapshot).OfTablesAsync(withChecksum: true, _cancellation);
        if (tables.SelectMany(table => table.Obstacles).ToList() is { Count: > 0 } obstacles)
            throw ReplicationErrors.Refused(obstacles);

        List<ComparedTable> compared = [];
        foreach (var plan in tables.Select(table => table.Plan!))
            compared.Add(await CompareAsync(plan, RowHash.Of(server), snapshot, connection));
        foreach (var table in compared)
        {
            context.Output.Line(table.ToString());
            foreach (var row in table.Rows)
                context.Output.Line($"  {row}");
        }
        context.Output.Result(new { snapshot = snapshot.Id, tables = compared });
        if (compared.FindAll(table => !table.IsEqual) is { Count: > 0 } differing)
            throw VerifyErrors.Differ(differing, compared.Count);
        context.Output.Line($"Verified {compared.Count:N0} replicas: each is equal to its source at snapshot {snapshot.Id}.");
    }

    private async Task<ComparedTable> CompareAsync(TablePlan plan, RowHash hash, SourceSnapshot snapshot, MySqlConnection connection)
    {
        var table = new ComparedTable(plan.Table.FullName, plan.Target, plan.Facts.Checksum.Rows, plan.Facts.Checksum.Text);
        var exists = await connection.ScalarAsync<long>(
            "select count(*) from information_schema.tables where table_schema = database() and table_name = @p0", _cancellation, plan.Target) > 0;
        if (!exists || plan.Drift.Count > 0)
            return table with { Difference = exists ? $"has another shape: {string.Join(", ", plan.Drift)}" : "does not exist" };
        if (plan.Facts.Chunks is not { } chunks)
            return await SumAsync(table, plan, hash);
        if (await new DifferenceFinder(target, snapshot, connection, hash).FindAsync(plan, chunks, MostRows, _cancellation) is not { } found)
            return table with { Difference = $"differs in more than {MostRows:N0} rows" };
        if (found.IsEmpty)
            return table;

        var samples = new RowSamples(plan, chunks.Key, snapshot.Connection, connection, keysOnly);
        List<string> rows = [];
        foreach (var row in found.Missing.Take(Shown))
            rows.Add(await samples.OfMissingAsync(row, _cancellation));
        foreach (var row in found.Unequal.Take(Shown))
            rows.Add(await samples.OfUnequalAsync(row, _cancellation));
        foreach (var row in found.Surplus.Take(Shown))
            rows.Add(await samples.OfSurplusAsync(row, _cancellation));
        return table with
        {
            Rows = rows,
            Difference = $"differs in {found.Rows:N0} rows: {found.Missing.Count:N0} missing, {found.Unequal.Count:N0} not equal, {found.Surplus.Count:N0} only here",
        };
    }

    /// <summary>Without a key that both sides can walk, only the whole is compared.</summary>
    private async Task<ComparedTable> SumAsync(ComparedTable table, TablePlan plan, RowHash hash)
    {
        var now = await new TargetScan(target, Environment.ProcessorCount).SumAsync(plan, plan.Target, hash, _cancellation);
        return now == plan.Facts.Checksum
            ? table
            : table with { Difference = $"differs: {now.Rows:N0} rows, checksum {now.Text}; it has no integer or uuid key by which the rows could be found" };
    }
}
