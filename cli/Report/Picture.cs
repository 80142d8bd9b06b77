using System.Data.Common;
using Npgsql;
using Pipeline.Common;

namespace Pipeline.Cli.Report;

/// <summary>What a picture shows.</summary>
/// <param name="Rows">Its rows; none where nothing is there yet.</param>
/// <param name="Missing">Why it cannot be shown; null where it can.</param>
internal sealed record Picture<T>(IReadOnlyList<T> Rows, string? Missing = null);

/// <summary>Reads each picture by itself: one whose table is not there, or not readable, takes none of the others with it.</summary>
internal static class Picture
{
    public static async Task<Picture<T>> ReadAsync<T>(Func<Task<IReadOnlyList<T>>> read, CancellationToken cancellation)
    {
        try
        {
            return new(await read());
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested && Reason(error) is { } reason)
        {
            return new([], reason);
        }
    }

    // In the server's own words: our two lines speak of runs.
    private static string? Reason(Exception error) => error switch
    {
        PostgresException postgres => postgres.MessageText,
        DbException other => ServerErrors.FirstLine(other.Message),
        _ => ServerErrors.Explain(error)?.Message,
    };
}
