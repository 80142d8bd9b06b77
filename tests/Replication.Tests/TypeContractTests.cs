using Pipeline.Replication.Contract;
using Pipeline.Replication.Source;
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
    [InlineData("numeric", -1, "decimal(65,30)")]
    [InlineData("numeric", ((66 << 16) | 2) + 4, "decimal(65,2)")]
    [InlineData("numeric", ((5 << 16) | 0x7FE) + 4, "decimal(7,0)")]
    [InlineData("numeric", ((2 << 16) | 4) + 4, "decimal(4,4)")]
    [InlineData("bit", 5, "varchar(5)")]
    [InlineData("varbit", -1, "longtext")]
    [InlineData("inet", -1, "varchar(49)")]
    [InlineData("interval", -1, "varchar(80)")]
    [InlineData("xml", -1, "longtext")]
    public void Every_known_type_has_its_exact_counterpart(string type, int modifier, string expected) =>
        TypeContract.Of(Column("c", type, modifier), MariaDb).MySqlType.ShouldBe(expected);

    [Fact]
    public void An_unforeseen_type_travels_as_text_and_says_so()
    {
        var contract = TypeContract.Of(Column("where_it_is", "public.geometry"), MariaDb);

        contract.MySqlType.ShouldBe("longtext");
        contract.Note.ShouldBe("where_it_is (public.geometry) is copied in PostgreSQL's text form");
    }

    [Fact]
    public void A_type_of_the_users_own_is_not_taken_for_one_of_postgres() =>
        TypeContract.Of(Column("c", "shop.money"), MariaDb).Note.ShouldNotBeNull();

    [Theory]
    [InlineData("Array", "json")]
    [InlineData("Composite", "json")]
    [InlineData("Enum", "varchar(63)")]
    [InlineData("Range", "longtext")]
    public void A_family_of_types_travels_alike(string family, string expected) =>
        TypeContract.Of(Column("c", "any") with { Family = Enum.Parse<TypeFamily>(family) }, MySql).MySqlType.ShouldBe(expected);

    [Fact]
    public void Json_numbers_are_checked_only_where_the_server_would_round_them()
    {
        TypeContract.Of(Column("c", "jsonb"), MySql).Refusals.ShouldContain(r => r.What.Contains("round", StringComparison.Ordinal));
        TypeContract.Of(Column("c", "jsonb"), MariaDb).Refusals.ShouldNotContain(r => r.What.Contains("round", StringComparison.Ordinal));
    }
}
