using Pipeline.Replication.Plan;
using Pipeline.Replication.Source;
using static Pipeline.Replication.Tests.Tables;

namespace Pipeline.Replication.Tests;

public sealed class StagingDdlTests
{
    private static readonly SourceTable Orders = Of(
        "orders",
        Column("order_id", "int8"),
        Column("email", "text"),
        Column("total", "numeric", ((12 << 16) | 2) + 4, comment: "it's money"),
        Column("placed", "timestamptz"),
        Column("note", "varchar", 44, notNull: false)) with
    {
        Indexes =
        [
            new SourceIndex("orders_pkey", ["order_id"], IsPrimary: true, IsUnique: true, NotCarried: null),
            new SourceIndex("orders_email_key", ["email"], IsPrimary: false, IsUnique: true, NotCarried: null),
            new SourceIndex("orders_open", ["placed"], IsPrimary: false, IsUnique: false, NotCarried: "partial"),
        ],
    };

    [Fact]
    public void Writes_types_keys_and_comments_exactly() =>
        StagingDdl.Create(PlanOf(Orders, MariaDb, ("email", 31)), MariaDb, "s").ShouldBe("""
            create table `s` (
                `order_id` bigint not null,
                `email` varchar(31) not null,
                `total` decimal(12,2) not null comment 'it''s money',
                `placed` datetime(6) not null,
                `note` varchar(40) null,
                primary key (`order_id`)
            ) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_nopad_bin
            """);

    [Fact]
    public void Each_server_gets_its_own_exact_collation() =>
        StagingDdl.Create(PlanOf(Orders, MySql, ("email", 31)), MySql, "s").ShouldContain("collate = utf8mb4_0900_bin");

    [Fact]
    public void Other_keys_are_made_after_the_rows() =>
        StagingDdl.AddIndexes(PlanOf(Orders, MariaDb, ("email", 31)), "s").ShouldBe("""
            alter table `s`
                add unique index `orders_email_key` (`email`)
            """);

    [Fact]
    public void What_is_not_carried_is_said() =>
        PlanOf(Orders, MariaDb, ("email", 31)).Note.ShouldBe("index orders_open not carried: partial");

    [Fact]
    public void A_unique_key_that_mysql_cannot_hold_is_refused_by_name()
    {
        var unfit = PlanOf(Orders, MariaDb, ("email", 800)).Keys.Unfit.ShouldHaveSingleItem();

        Obstacles.UnfitKey(Orders, unfit, 2, ["order_id = 7"]).What.ShouldBe(
            "public.orders: the unique key orders_email_key cannot exist in MySQL: its longest key takes 3200 bytes, MySQL allows 3072; 2 rows hold more than 768 characters in email (order_id = 7).");
        unfit.TooLong!.Predicate.ShouldBe("char_length(\"email\"::text) > 768");
    }

    [Fact]
    public void Text_in_a_key_that_is_declared_too_wide_is_as_long_as_its_data()
    {
        var table = Of("wide", Column("a", "varchar", 504), Column("b", "varchar", 504)) with
        {
            Indexes = [new SourceIndex("wide_pkey", ["a", "b"], IsPrimary: true, IsUnique: true, NotCarried: null)],
        };

        StagingDdl.Create(PlanOf(table, MariaDb, ("a", 7), ("b", 9)), MariaDb, "s").ShouldContain("""
                `a` varchar(7) not null,
                `b` varchar(9) not null,
            """);
    }

    [Fact]
    public void Of_more_indexes_than_mysql_has_the_unique_ones_come_first_and_the_rest_is_said()
    {
        var table = Of("t", Column("a", "int4")) with
        {
            Indexes = [.. Enumerable.Range(0, 66).Select(i => new SourceIndex($"t_{i}", ["a"], IsPrimary: false, IsUnique: i == 65, NotCarried: null))],
        };

        var keys = PlanOf(table, MariaDb).Keys;

        keys.Indexes.Count.ShouldBe(64);
        keys.Indexes[0].Name.ShouldBe("t_65");
        keys.Notes.ShouldBe(["index t_63 not carried: MySQL allows 64 keys and indexes", "index t_64 not carried: MySQL allows 64 keys and indexes"]);
    }

    [Fact]
    public void Indexes_over_texts_that_are_too_wide_together_are_left_out_and_said()
    {
        var names = Enumerable.Range(0, 30).Select(i => $"c{i}").ToList();
        var table = Of("wide", [.. names.Select(name => Column(name, "text"))]) with
        {
            Indexes = [.. names.Select(name => new SourceIndex($"wide_{name}", [name], IsPrimary: false, IsUnique: false, NotCarried: null))],
        };

        var plan = PlanOf(table, MariaDb, [.. names.Select(name => (name, 700L))]);

        plan.Keys.Indexes.Count.ShouldBe(23);
        plan.Keys.Notes[0].ShouldBe("index wide_c23 not carried: with it a row would take 67320 bytes, MySQL allows 65535");
        plan.Layout.FitsRow.ShouldBeTrue();
    }

    [Fact]
    public void An_index_called_like_mysqls_own_or_like_another_gets_a_name_of_its_own()
    {
        var table = Of("t", Column("a", "int4")) with
        {
            Indexes =
            [
                new SourceIndex("primary", ["a"], IsPrimary: false, IsUnique: false, NotCarried: null),
                new SourceIndex("T_a", ["a"], IsPrimary: false, IsUnique: false, NotCarried: null),
                new SourceIndex("t_a", ["a"], IsPrimary: false, IsUnique: false, NotCarried: null),
                new SourceIndex("gen_clust_index", ["a"], IsPrimary: false, IsUnique: false, NotCarried: null),
                new SourceIndex(" ", ["a"], IsPrimary: false, IsUnique: false, NotCarried: null),
            ],
        };

        PlanOf(table, MariaDb).Keys.Indexes.Select(i => i.Name).ShouldBe(["primary_", "T_a", "t_a_", "gen_clust_index_", "index_4"]);
    }

    [Fact]
    public void A_character_that_mysql_comments_cannot_hold_is_replaced() =>
        StagingDdl.Create(PlanOf(Of("t", Column("a", "int4", comment: "a \U0001F600 b")), MariaDb), MariaDb, "s").ShouldContain("comment 'a \uFFFD b'");

    [Fact]
    public void A_row_wider_than_the_limit_keeps_its_widest_texts_elsewhere()
    {
        var wide = Of("wide", [.. Enumerable.Range(0, 30).Select(i => Column($"c{i}", "varchar", 1004))]);

        var ddl = StagingDdl.Create(PlanOf(wide, MariaDb), MariaDb, "s");

        ddl.Split('\n').Count(line => line.Contains(" text ", StringComparison.Ordinal)).ShouldBe(14);
    }
}
