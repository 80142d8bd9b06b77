using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Replication.Plan;

namespace Pipeline.Replication.Diff;

/// <summary>Brings the rows that a replica lacks, or has otherwise, into a staging table.</summary>
internal sealed class DifferenceLoader(Run run, TableWriter writer)
{
    private const int PlacesPerPart = 10_000;

    /// <summary>Loads them.</summary>
    /// <returns>The staging table, or null where there is no such row.</returns>
    public async Task<string?> LoadAsync(TableDifference difference, CancellationToken cancellation)
    {
        if (!difference.Places.Any())
            return null;

        var staging = run.Staging.NewName();
        await run.Connection.ExecuteAsync(StagingDdl.Create(difference.Plan, run.Server, staging), cancellation);
        writer.Write(difference.Plan with { Predicates = [.. difference.Places.Chunk(PlacesPerPart).Select(Predicate)] }, staging);
        return staging;
    }

    private static string Predicate(string[] places) =>
        $"{PartitionPlan.Place} = any (array[{string.Join(',', places.Select(SqlName.PostgresText))}]::tid[])";
}
