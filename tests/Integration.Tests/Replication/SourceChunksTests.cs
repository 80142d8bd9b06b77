using Pipeline.Integration.Tests.Servers;
using Pipeline.Replication;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Policy;
using Pipeline.Replication.Source;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>What the source is asked of the chunks of a table.</summary>
public sealed class SourceChunksTests(TestServers servers)
{
    private static readonly Common.MySqlServer Target = Common.MySqlServer.Of("10.11.19-MariaDB");

    [Theory]
    [InlineData(3000)]
    [InlineData(6000)]
    public async Task Where_the_keys_first_column_repeats_no_chunk_is_read_further_than_shows_it(int rows)
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, $"""
            create table t (tenant int, name text, primary key (tenant, name));
            insert into t select k / 3000, 'name ' || k from generate_series(0, {rows - 1}) as k
            """);
        await using var snapshot = await SourceSnapshot.OpenAsync(shop.Source.Reader, TestContext.Current.CancellationToken);
        var table = (await SourceCatalog.ReadAsync(snapshot.Connection, [TablePattern.Parse("t")], TestContext.Current.CancellationToken)).Single();
        var columns = TablePlan.ColumnsOf(table, Target, ColumnPolicies.None);
        var key = ChunkKey.Of(table, columns).ShouldNotBeNull();
        var ranges = await SourceBounds.ReadAsync(snapshot.Connection, table, key, TestContext.Current.CancellationToken);

        var read = await new SourceChunkScan(table, key, "count(*)").ReadAsync(snapshot, ranges, TestContext.Current.CancellationToken);

        read.Select(values => (long)values[0]).ShouldBe(Enumerable.Repeat(key.MostChunkRows + 1L, rows / 3000));
        (await SourceChunks.ReadAsync(snapshot, table, columns, key, RowHash.Of(Target), [], TestContext.Current.CancellationToken)).ShouldBeNull();
    }
}
