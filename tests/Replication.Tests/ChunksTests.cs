using Pipeline.Replication.Chunks;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Policy;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Tests;

public sealed class ChunksTests
{
    private static readonly SourceTable Orders = Tables.Of("orders", Tables.Column("id", "int8"), Tables.Column("note", "text", notNull: false)) with
    {
        Indexes = [new("orders_pkey", ["id"], IsPrimary: true, IsUnique: true, NotCarried: null)],
    };

    [Fact]
    public void Every_key_lies_in_exactly_one_chunk() =>
        Gen.Select(Gen.Long[-1000, 1000].HashSet[0, 20], Gen.Long[-1100, 1100]).Sample((bounds, key) =>
        {
            var ranges = KeyRange.Between([.. bounds.Order().Select(bound => bound.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
            return ranges.Count == bounds.Count + 1
                && ranges.Count(range => (range.From is null || Number(range.From) <= key) && (range.To is null || key < Number(range.To))) == 1;
        });

    [Fact]
    public void A_range_says_the_same_to_both_servers()
    {
        var key = KeyOf(Orders).ShouldNotBeNull();
        var range = new KeyRange("5", "9");

        range.InMySql(key).ShouldBe("`id` >= 5 and `id` < 9");
        range.InPostgres(key).ShouldBe("\"id\" >= '5'::int8 and \"id\" < '9'::int8");
        default(KeyRange).InMySql(key).ShouldBe("1 = 1");
    }

    [Fact]
    public void The_total_depends_on_every_chunk_and_not_on_empty_ones() =>
        Gen.Select(Gen.Int[1, 9].Select(rows => new ChunkChecksum(rows, $"{rows:x32}")).List[1, 8], Gen.Int[0, 7]).Sample((chunks, place) =>
        {
            var at = place % chunks.Count;
            List<ChunkChecksum> changed = [.. chunks];
            changed[at] = new(chunks[at].Rows, new string('f', 32));
            List<ChunkChecksum> withEmpty = [.. chunks];
            withEmpty.Insert(at, new(0, null));
            var total = Of(chunks).Total;
            return total != Of(changed).Total && total == Of(withEmpty).Total && ChunkedTable.IsChecksum(total.Text!);
        });

    [Fact]
    public void Only_a_key_that_both_servers_order_alike_cuts_a_table()
    {
        KeyOf(Orders with { Kind = 'v' }).ShouldBeNull();
        KeyOf(Orders with { Indexes = [] }).ShouldBeNull();
        KeyOf(Tables.Of("t", Tables.Column("id", "text")) with { Indexes = Orders.Indexes }).ShouldBeNull();
        KeyOf(Tables.Of("t", Tables.Column("id", "uuid")) with { Indexes = Orders.Indexes }).ShouldNotBeNull();
    }

    [Fact]
    public void A_large_table_is_walked_only_where_its_rows_lie_in_the_keys_order()
    {
        var large = Orders with { Bytes = 1L << 30 };

        KeyOf(large).ShouldBeNull();
        KeyOf(large with { KeyCorrelation = 0.99 }).ShouldNotBeNull();
        KeyOf(large with { KeyCorrelation = -0.99 }).ShouldNotBeNull();
    }

    [Fact]
    public void A_table_that_is_not_walked_says_why()
    {
        WhyNot(Orders with { Kind = 'p' }).ShouldBe("it is partitioned");
        WhyNot(Orders with { Indexes = [] }).ShouldBe("it has no primary key");
        WhyNot(Tables.Of("t", Tables.Column("id", "text")) with { Indexes = Orders.Indexes }).ShouldBe("its key does not begin with an integer or a uuid");
        WhyNot(Tables.Of("t", Tables.Column("id", "int4"), Tables.Column("at", "timetz")) with { Indexes = [Orders.Indexes[0] with { Columns = ["id", "at"] }] })
            .ShouldBe("column at of its key has another order in MySQL");
        WhyNot(Orders with { Bytes = 1L << 30 }).ShouldBe("it is large and was never analysed");
        WhyNot(Orders with { Bytes = 1L << 30, KeyCorrelation = 0.1 }).ShouldBe("it is large and its rows do not lie in the order of its key");
        WhyNot(Orders).ShouldBe("the first column of its key repeats too often");
    }

    [Fact]
    public void Wide_rows_make_chunks_of_fewer()
    {
        var wide = Tables.Of("t", [Tables.Column("id", "int4"), .. Enumerable.Range(0, 100).Select(i => Tables.Column($"c{i}", "text"))]) with { Indexes = Orders.Indexes };

        KeyOf(Orders)!.ChunkRows.ShouldBe(256);
        KeyOf(wide)!.ChunkRows.ShouldBeLessThan(64);
    }

    private static string WhyNot(SourceTable table) => ChunkKey.WhyNot(table, TablePlan.ColumnsOf(table, Tables.MariaDb, ColumnPolicies.None));

    private static ChunkKey? KeyOf(SourceTable table) => ChunkKey.Of(table, TablePlan.ColumnsOf(table, Tables.MariaDb, ColumnPolicies.None));

    private static ChunkedTable Of(IReadOnlyList<ChunkChecksum> chunks) =>
        new(KeyOf(Orders)!, KeyRange.Between([.. Enumerable.Range(1, chunks.Count - 1).Select(i => $"{i}")]), chunks);

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
