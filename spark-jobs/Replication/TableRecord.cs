using Pipeline.Common.Runs;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Proof;

namespace Pipeline.Replication;

/// <summary>What a run records of a table that it has proven.</summary>
internal static class TableRecord
{
    /// <summary>Makes the record.</summary>
    /// <param name="plan">The table.</param>
    /// <param name="replica">Rows and checksum of its replica.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="how">How it was moved, or null where there is nothing to say.</param>
    public static RunTable Of(TablePlan plan, TableChecksum replica, TimeSpan took, string? how) => new()
    {
        Source = plan.Table.FullName,
        Target = plan.Target,
        RowsSource = plan.Facts.Checksum.Rows,
        RowsTarget = replica.Rows,
        Bytes = plan.Facts.Bytes,
        ChecksumSource = plan.Facts.Checksum.Text,
        ChecksumTarget = replica.Text,
        Seconds = took.TotalSeconds,
        Note = string.Join("; ", ((string?[])[how, plan.Note]).Where(note => note is { Length: > 0 })),
    };
}
