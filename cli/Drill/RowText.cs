using System.Data.Common;
using System.Globalization;
using Pipeline.Common;

namespace Pipeline.Cli.Drill;

/// <summary>Rows as text, one way for both servers: written for the drill, so that it does not lean on the jobs' own comparison.</summary>
internal static class RowText
{
    /// <summary>All rows of a query.</summary>
    public static Task<List<string>> ReadAsync(DbConnection connection, string sql, CancellationToken cancellation) =>
        connection.QueryAsync(sql, Of, cancellation);

    /// <summary>One value; times are UTC on both sides.</summary>
    public static string Of(object value) => value switch
    {
        DBNull => "NULL",
        decimal number => number.ToString("0.##############################", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time when time.TimeOfDay == TimeSpan.Zero => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => $"'{value}'",
    };

    private static string Of(DbDataReader row) =>
        string.Join('\u001f', Enumerable.Range(0, row.FieldCount).Select(column => Of(row.GetValue(column))));
}
