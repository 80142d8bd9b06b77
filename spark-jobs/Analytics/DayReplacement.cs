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

            var found = await TableColumn.OfAsync(run.Connection, mart.Name, cancellation);
            if (!found.Select(column => column.Name).SequenceEqual(mart.Columns.Select(column => column.Name), StringComparer.OrdinalIgnoreCase))
                throw AnalyticsErrors.OtherColumns(mart, string.Join(", ", found.Select(column => column.Name)));
            foreach (var (there, declared) in found.Zip(await DeclaredAsync(mart, cancellation)))
            {
                if (!there.Fits(declared))
                    throw AnalyticsErrors.OtherType(mart, there, declared);
            }
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

        await run.Staging.TryDropLeftoversAsync();
    }

    // In the words of this server, which has its own for some types.
    private async Task<IReadOnlyList<TableColumn>> DeclaredAsync(Mart mart, CancellationToken cancellation)
    {
        var model = run.Staging.NewName();
        await run.Connection.ExecuteAsync(MartDdl.Create(mart, run.Server, model), cancellation);
        var columns = await TableColumn.OfAsync(run.Connection, model, cancellation);
        await run.Connection.ExecuteAsync($"drop table {SqlName.MySql(model)}", cancellation);
        return columns;
    }
}
