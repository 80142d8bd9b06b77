using Pipeline.Cli.Demo;
using Pipeline.Cli.History;
using Pipeline.Cli.Servers;

namespace Pipeline.Cli.Report;

/// <summary>All that the pages show.</summary>
/// <param name="Made">When it was read, UTC.</param>
/// <param name="Runs">The latest attempts with what they left, newest first.</param>
/// <param name="Shop">The marts' figures.</param>
/// <param name="Events">The events' figures.</param>
internal sealed record ReportData(DateTime Made, IReadOnlyList<RunProof> Runs, ShopFigures Shop, EventFigures Events)
{
    /// <summary>Reads both databases.</summary>
    public static async Task<ReportData> ReadAsync(ShopServers servers, int limit, CancellationToken cancellation)
    {
        var history = new RunHistory(servers, cancellation);
        var latest = await history.LatestAsync(null, limit);
        var proofs = await history.ProofsAsync(latest);
        return new ReportData(
            DateTime.UtcNow, proofs, await ShopFigures.ReadAsync(servers.MySql, cancellation), await EventFigures.ReadAsync(servers.Postgres(ShopRoles.Events), cancellation));
    }
}
