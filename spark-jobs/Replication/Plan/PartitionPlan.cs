using System.Globalization;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Plan;

/// <summary>
/// Cuts a table into physical ranges of about equal size: no numeric key is needed, and PostgreSQL reads each range alone (Tid Range Scan).
/// </summary>
internal static class PartitionPlan
{
    /// <summary>The name under which the row's physical place is visible to the predicates.</summary>
    public const string Place = "pipeline_ctid";

    private const int PageBytes = 8192;
    private const long SmallTableBytes = 4 << 20;
    private const long LargestPartBytes = 64 << 20;

    /// <summary>One predicate a part; together they cover every row once, rows that lie behind the measured end included.</summary>
    /// <param name="table">The table.</param>
    /// <param name="parallel">How many parts are read at a time: the number of parts is a multiple of it.</param>
    /// <param name="requested">The number of parts that the user asks for, or null.</param>
    public static IReadOnlyList<string> Of(SourceTable table, int parallel, int? requested)
    {
        var pages = table.Bytes / PageBytes;
        var parts = Math.Max(1, Math.Min(pages, requested ?? PartsFor(table.Bytes, parallel)));
        if (!HasPlace(table) || parts == 1)
            return ["1 = 1"];

        var bounds = Enumerable.Range(1, (int)parts - 1).Select(i => Tid(pages * i / parts)).ToList();
        return
        [
            $"{Place} < {bounds[0]}",
            .. bounds.Zip(bounds.Skip(1), (from, to) => $"{Place} >= {from} and {Place} < {to}"),
            $"{Place} >= {bounds[^1]}",
        ];
    }

    /// <summary>Only what is stored as one heap has a physical order.</summary>
    public static bool HasPlace(SourceTable table) =>
        table.Kind is 'r' or 'm' && !table.Columns.Any(c => c.Name.Equals(Place, StringComparison.OrdinalIgnoreCase));

    private static long PartsFor(long bytes, int parallel) =>
        bytes < SmallTableBytes ? 1 : parallel * ((bytes + (parallel * LargestPartBytes) - 1) / (parallel * LargestPartBytes));

    private static string Tid(long page) => string.Create(CultureInfo.InvariantCulture, $"'({page},0)'::tid");
}
