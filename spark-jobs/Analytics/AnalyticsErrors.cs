using Pipeline.Analytics.Definitions;
using Pipeline.Common;
using Pipeline.Common.Runs;

namespace Pipeline.Analytics;

/// <summary>What can go wrong with marts, in the words the user knows.</summary>
internal static class AnalyticsErrors
{
    public static PipelineException NoSuchMart(string name, IEnumerable<Mart> catalog) => new(
        ExitCode.Usage, $"There is no mart {name}.", $"Choose among {Names(catalog)}, or add Marts/{name}.sql and Marts/{name}.checks.sql.");

    public static PipelineException NotByDay(Mart mart, IEnumerable<Mart> catalog) => new(
        ExitCode.Usage,
        $"{mart.Name} is not by day, so --since and --until cannot rebuild a part of it.",
        $"Leave --since and --until out, or name marts by day: {Names(catalog.Where(m => m.Days is not null))}.");

    public static PipelineException Malformed(string file, string what) => new(
        ExitCode.Usage, $"Marts/{file} {what}.", "See the head of Marts/user_sales_analytics.sql for the form it takes.");

    public static PipelineException ReadsMart(Mart mart, string read) => new(
        ExitCode.Usage, $"Marts/{mart.Name}.sql reads {read}, which is a mart.", "Name replicas only, and compute what it needs of that mart in a step of its own query.");

    public static PipelineException NoReplica(string replica, string database) => new(
        ExitCode.DataRefused, $"Database {database} has no table {replica}, which the marts read.", "Run replication first.");

    public static PipelineException NotThere(IReadOnlyList<Mart> marts) => new(
        ExitCode.DataRefused, $"{Counted.Of(marts.Count, "mart does not exist", "marts do not exist")}, and so cannot be checked: {Names(marts)}.", $"Type: ./pipeline run analytics --marts {string.Join(',', marts.Select(mart => mart.Name))}");

    public static PipelineException PointedAt(ForeignKey key) => new(
        ExitCode.DataRefused,
        $"The foreign key {key.Name} of {key.Database}.{key.Table} points at {key.PointsAt}, a mart whose rows each run replaces; the old marts stand.",
        key.Remedy);

    public static PipelineException PinLost(string server, Exception? error = null) => new(
        ExitCode.CannotConnect,
        $"The connection to {server} that held the replicas in place was ended during the run, so the marts may be of different moments; the old marts stand.",
        "Run it again: a rerun starts clean. If it happens again, look for who ends idle connections on that server.",
        error);

    public static PipelineException OtherColumns(Mart mart, string found) => new(
        ExitCode.DataRefused,
        $"{mart.Name} has the columns {found}, but Marts/{mart.Name}.sql makes {string.Join(", ", mart.Columns.Select(c => c.Name))}.",
        $"Build it whole once: run analytics --marts {mart.Name}, without --since and --until.");

    public static PipelineException OtherType(Mart mart, TableColumn found, TableColumn declared) => new(
        ExitCode.DataRefused,
        $"{mart.Name} has {found.Name} as {found}, but Marts/{mart.Name}.sql makes it {declared}.",
        $"Build it whole once: run analytics --marts {mart.Name}, without --since and --until.");

    public static PipelineException NotInQuery(Mart mart, MartColumn column) => new(
        ExitCode.DataRefused,
        $"The query of {mart.Name} makes no column {column.Name}, which Marts/{mart.Name}.sql declares.",
        "Select it, or take it out of the columns at the head.");

    /// <summary>A value of the query would be changed by the mart's table.</summary>
    /// <param name="mart">The mart.</param>
    /// <param name="column">The column as declared.</param>
    /// <param name="type">Its type in the query.</param>
    /// <param name="cast">What to cast it to; null where no cast helps.</param>
    public static PipelineException WouldBeBent(Mart mart, MartColumn column, string type, string? cast) => new(
        ExitCode.DataRefused,
        $"Column {column.Name} of {mart.Name} is {type} in its query, but Marts/{mart.Name}.sql declares {column.Type}, which would round or cut it.",
        cast is null ? "Declare it datetime(6): every timestamp of the query has six digits." : $"Write cast(... as {cast}) as {column.Name} in the query, or declare a type that holds it.");

    public static PipelineException TooWide(Mart mart, string table, string column, Exception error) => new(
        ExitCode.DataRefused,
        $"{mart.Name} uses {table}.{column}, a decimal of more than {ReadableTable.MostDigits} digits, which Spark has not.",
        $"Give it a precision in PostgreSQL, such as numeric(20, 6), and run replication; or leave it out of Marts/{mart.Name}.sql and its checks.",
        error);

    public static PipelineException RowsLost(Mart mart, long computed, long written) => new(
        ExitCode.ProofFailed,
        $"{Counted.Of(computed, $"row of {mart.Name} was", $"rows of {mart.Name} were")} computed but {written:N0} arrived in staging; the old mart stands.",
        "Run it again; if it happens again, look for a trigger or a server setting that changes rows on their way in.");

    /// <summary>A mart that was to be published fails a check.</summary>
    public static PipelineException CheckFailed(Mart mart, FailedCheck failed) =>
        new(ExitCode.ProofFailed, $"{mart.Name} {failed}. The old mart stands.", MendCheck(mart.Name));

    /// <summary>Marts that are published fail a check each.</summary>
    public static PipelineException PublishedFail(IReadOnlyList<(Mart Mart, FailedCheck Check)> failed) => new(
        ExitCode.ProofFailed,
        string.Join(' ', failed.Select(one => $"{one.Mart.Name}, as it is published, {one.Check}.")),
        $"Run replication, then analytics: it replaces a mart by one that passes. If none does, read the check in {string.Join(", ", failed.Select(one => $"Marts/{one.Mart.Name}.checks.sql"))}.");

    /// <summary>Published marts are not what their SQL makes of the replicas, or that fails a check.</summary>
    /// <param name="marts">All that were compared.</param>
    public static PipelineException NotVerified(IReadOnlyList<ComparedMart> marts)
    {
        var differing = marts.Where(mart => mart.Difference is not null).ToList();
        var failing = marts.Where(mart => mart.Failed is not null).ToList();
        List<string> what = [];
        List<string> remedies = [];
        if (differing.Count > 0)
        {
            what.Add($"{differing.Count:N0} of {Counted.Of(marts.Count, "mart is not what its", "marts are not what their")} SQL makes of the replicas as they are: {string.Join("; ", differing.Select(mart => $"{mart.Name} {mart.Difference}"))}.");
            remedies.Add(differing.TrueForAll(mart => mart.IsStale)
                ? "Run analytics: it builds them anew."
                : "Somebody has written into a mart or into a replica: run replication, then analytics.");
            if (differing.Where(mart => mart is { HasDoubles: true, IsStale: false }).Select(mart => mart.Name).ToList() is { Count: > 0 } doubles)
                remedies.Add($"If it is the last digits of a double or float of {string.Join(", ", doubles)}: a sum of these depends on the order of the rows; write sum(cast(x as decimal(38, 10))).");
        }
        if (failing.Count > 0)
        {
            what.Add($"Computed again, {string.Join("; ", failing.Select(mart => $"{mart.Name} {mart.Failed}"))}.");
            remedies.AddRange(failing.Select(mart => MendCheck(mart.Name)));
        }
        return new(ExitCode.ProofFailed, string.Join(' ', what), string.Join(' ', remedies));
    }

    private static string MendCheck(string mart) => $"Read the check in Marts/{mart}.checks.sql and correct the replicas (run replication) or the mart's SQL.";

    private static string Names(IEnumerable<Mart> marts) => string.Join(", ", marts.Select(mart => mart.Name));
}
