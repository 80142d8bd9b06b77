using Pipeline.Common;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Plan;
using static Pipeline.Replication.Tests.Tables;

namespace Pipeline.Replication.Tests;

public sealed class TypeContractTests
{
    [Theory]
    [InlineData("int2", -1, "smallint")]
    [InlineData("int8", -1, "bigint")]
    [InlineData("bool", -1, "tinyint(1)")]
    [InlineData("numeric", ((12 << 16) | 2) + 4, "decimal(12,2)")]
    [InlineData("numeric", ((65 << 16) | 30) + 4, "decimal(65,30)")]
    [InlineData("float8", -1, "double")]
    [InlineData("bpchar", 14, "char(10)")]
    [InlineData("bpchar", 404, "varchar(400)")]
    [InlineData("varchar", 259, "varchar(255)")]
    [InlineData("varchar", 2004, "text")]
    [InlineData("varchar", 50004, "longtext")]
    [InlineData("text", -1, "longtext")]
    [InlineData("uuid", -1, "char(36)")]
    [InlineData("date", -1, "date")]
    [InlineData("timestamptz", -1, "datetime(6)")]
    [InlineData("bytea", -1, "longblob")]
    [InlineData("jsonb", -1, "json")]
    public void Every_known_type_has_its_exact_counterpart(string type, int modifier, string expected) =>
        TypeContract.Of(Column("c", type, modifier), MariaDb)!.MySqlType.ShouldBe(expected);

    [Theory]
    [InlineData("numeric", -1)]
    [InlineData("numeric", ((66 << 16) | 2) + 4)]
    [InlineData("numeric", ((5 << 16) | 0x7FE) + 4)]
    [InlineData("tsvector", -1)]
    public void What_it_does_not_know_it_does_not_guess(string type, int modifier) =>
        TypeContract.Of(Column("c", type, modifier), MariaDb).ShouldBeNull();

    [Fact]
    public void An_unknown_type_is_refused_with_table_and_column()
    {
        var error = Should.Throw<PipelineException>(() => TablePlan.ColumnsOf(Of("docs", Column("id", "int8"), Column("words", "tsvector")), MariaDb));

        error.Code.ShouldBe(ExitCode.DataRefused);
        error.Message.ShouldBe("public.docs: the contract has no exact MySQL type for words (tsvector).");
    }

    [Fact]
    public void Json_numbers_are_checked_only_where_the_server_would_round_them()
    {
        TypeContract.Of(Column("c", "jsonb"), MySql)!.Refusals.ShouldBe([Refusals.RoundedJsonNumber]);
        TypeContract.Of(Column("c", "jsonb"), MariaDb)!.Refusals.ShouldBeEmpty();
    }
}
