using Pipeline.Analytics.Definitions;
using Pipeline.Common;
using Pipeline.Common.Runs;

namespace Pipeline.Analytics;

/// <summary>Replaces days of marts by the rows in staging, all in one transaction: readers see the old days or the new ones.</summary>
internal sealed class DayReplacement(Run run, DayRange range)
{
    /// <summary>Makes marts that are not there yet, and refuses those of another shape before anything is computed.</summary>
    /// <exception cref="PipelineException">A mart's columns are others than its file declares (exit 4).</exception>
    public async Task PrepareAsync(IReadOnlyList<Mart> marts, CancellationToken cancellation)
    {
        foreach (var mart in marts)
        {
            if (!await run.Staging.ExistsAsync(mart.Name, cancellation))
                await run.Connection.ExecuteAsync(MartDdl.Create(mart, run.Server, mart.Name), cancellation);

            var found = await run.Connection.QueryAsync(
                """
                select column_name from information_schema.columns
                where table_schema = database() and table_name = @p0
                order by ordinal_position
                """,
                row => row.GetString(0),
                cancellation,
                mart.Name);
            if (!found.SequenceEqual(mart.Columns.Select(column => column.Name), StringComparer.OrdinalIgnoreCase))
                throw AnalyticsErrors.OtherColumns(mart, string.Join(", ", found));
        }
    }

    public async Task PublishAsync(IReadOnlyList<BuiltMart> marts, CancellationToken cancellation)
    {
        await using (var transaction = await run.Connection.BeginTransactionAsync(cancellation))
        {
            foreach (var (mart, staging, _) in marts)
            {
                await run.Connection.ExecuteAsync(MartDdl.DeleteDays(mart, mart.Days!, range), cancellation);
                await run.Connection.ExecuteAsync(MartDdl.InsertFrom(mart, staging), cancellation);
            }
            await transaction.CommitAsync(cancellation);
        }

        await run.Staging.DropLeftoversAsync(CancellationToken.None);
    }
}
