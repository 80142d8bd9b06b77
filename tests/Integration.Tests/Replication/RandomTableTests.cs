using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>Random tables with random names and values; the job's checksums and the tests' own comparison must both find them equal.</summary>
public sealed class RandomTableTests(TestServers servers)
{
    private const int TablesARun = 6;
    private const int Runs = 3;

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Any_table_arrives_exactly(MySqlFlavor flavor) => await RandomTables.One.Array[TablesARun].SampleAsync(
        async tables =>
        {
            var distinct = tables.DistinctBy(t => t.Name, StringComparer.OrdinalIgnoreCase).ToList();
            await using var shop = await Shop.OpenAsync(servers, flavor, string.Join('\n', distinct.Select(t => t.Sql)));

            (await shop.ReplicateAsync("--tables", "public.*")).ShouldEnd(ExitCode.Done);

            foreach (var table in distinct)
                await Comparison.Tables.ShouldBeEqualAsync(shop, SqlName.Postgres(table.Name), $"{table.Name}_replica");
        },
        iter: Runs,
        threads: 1);
}
