using Pipeline.Replication.Drift;
using static Pipeline.Replication.Tests.Tables;

namespace Pipeline.Replication.Tests;

public sealed class ReplicaDriftTests
{
    private static readonly ReplicaColumn Id = new("id", "bigint", Nullable: false);
    private static readonly ReplicaColumn Name = new("name", "varchar(40)", Nullable: true);

    [Fact]
    public void The_same_shape_is_no_drift_and_neither_is_longer_text_in_a_key() =>
        ReplicaDrift.Between([Id, Name], ["primary key (id)"], [Id, Name with { Type = "varchar(99)" }], ["primary key (id)"]).ShouldBeEmpty();

    [Fact]
    public void Each_difference_is_told() =>
        ReplicaDrift.Between(
            [Id, Name, new("old", "int", Nullable: true)],
            ["primary key (id)", "index (name)"],
            [Id, Name with { Nullable = false }, new("new", "json", Nullable: true)],
            ["primary key (id)", "unique key (name)"])
            .ShouldBe(
            [
                "column old is gone", "column new (json) is new", "column name is varchar(40), now varchar(40) not null", "index (name) is gone",
                "unique key (name) is new",
            ]);

    [Fact]
    public void Another_collation_is_drift_and_named()
    {
        var planned = Name with { Collation = "utf8mb4_nopad_bin" };

        ReplicaDrift.Between([Id, Name with { Collation = "latin1_swedish_ci" }], [], [Id, planned], [])
            .ShouldBe(["column name is varchar(40) collate latin1_swedish_ci, now varchar(40) collate utf8mb4_nopad_bin"]);
        ReplicaDrift.Between([Id, planned], [], [Id, planned], []).ShouldBeEmpty();
    }

    [Fact]
    public void Another_order_of_columns_is_drift() =>
        ReplicaDrift.Between([Name, Id], [], [Id, Name], []).ShouldBe(["the columns stand in another order"]);

    [Theory]
    [InlineData("bigint(20)", "bigint")]
    [InlineData("tinyint(1)", "tinyint(1)")]
    [InlineData("json", "longtext")]
    [InlineData("decimal(12,2)", "decimal(12,2)")]
    public void Types_are_compared_as_mariadb_writes_them(string type, string expected) => ReplicaDrift.Normal(type, MariaDb).ShouldBe(expected);

    [Theory]
    [InlineData("varchar(40)", "varchar(5)", true)]
    [InlineData("varbinary(40)", "varbinary(40)", true)]
    [InlineData("varchar(5)", "varchar(40)", false)]
    [InlineData("varbinary(40)", "varchar(5)", false)]
    [InlineData("longtext", "varchar(5)", false)]
    public void Only_text_in_a_key_may_be_longer_than_planned(string standing, string planned, bool holds)
    {
        ReplicaDrift.Holds(standing, planned, mayBeLonger: true).ShouldBe(holds);
        ReplicaDrift.Holds(standing, planned, mayBeLonger: false).ShouldBe(standing == planned);
    }
}
