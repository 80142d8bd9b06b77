using Pipeline.Common;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Source;
using static Pipeline.Replication.Tests.Tables;

namespace Pipeline.Replication.Tests;

public sealed class NameCheckTests
{
    [Fact]
    public void Any_name_that_mysql_takes_is_taken() =>
        NameCheck.Of(Of("t", Column("Group by", "int4"), Column("ключ `x`", "int4"), Column("a.b", "int4")), "имя \"t\" `x`").ShouldBeEmpty();

    [Fact]
    public void Columns_that_differ_by_letter_case_alone_are_one_to_mysql() =>
        What(Of("t", Column("Id", "int4"), Column("id", "int4")), "t_replica").ShouldBe("public.t: its columns Id and id differ by letter case alone, which is one name to MySQL.");

    [Fact]
    public void A_name_of_65_characters_is_refused_with_a_way_out()
    {
        var table = Of(new string('n', 57), Column("id", "int4"));

        NameCheck.Of(table, ReplicaName.Default.Of(table)).ShouldHaveSingleItem().Remedy.ShouldContain("--name");
        NameCheck.Of(table, ReplicaName.Parse("{table}").Of(table)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("t ")]
    [InlineData("t\U0001F600")]
    [InlineData("pipeline_runs")]
    public void A_name_that_mysql_or_the_pipeline_keeps_for_itself_is_refused(string target) =>
        What(Of("t", Column("id", "int4")), target).ShouldStartWith($"public.t: its replica cannot be called {target}:");

    [Theory]
    [InlineData("c ")]
    [InlineData("\U0001F600")]
    public void A_column_name_that_mysql_does_not_take_is_refused(string column) =>
        What(Of("t", Column(column, "int4")), "t").ShouldStartWith($"public.t: the column name \"{column}\" cannot exist in MySQL");

    [Theory]
    [InlineData("FTS_DOC_ID")]
    [InlineData("db_row_id")]
    public void A_column_name_that_innodb_keeps_for_itself_is_refused(string column) =>
        What(Of("t", Column(column, "int4")), "t").ShouldBe($"public.t: the column name \"{column}\" cannot exist in MySQL: InnoDB keeps it for itself.");

    [Fact]
    public void A_name_that_makes_too_long_a_file_name_is_refused()
    {
        var table = Of("t", Column("id", "int4"));

        NameCheck.Of(table, $"{new string('%', 48)}_replica").ShouldBeEmpty();
        NameCheck.Of(table, $"{new string('я', 31)}_{new string('я', 31)}").ShouldBeEmpty();
        What(table, $"{new string('%', 49)}_replica").ShouldEndWith("becomes the name of a file of 253 bytes, 251 are possible.");
    }

    [Fact]
    public void More_columns_than_mysql_has_are_refused() =>
        What(Of("t", [.. Enumerable.Range(0, 1018).Select(i => Column($"c{i}", "int4"))]), "t").ShouldBe("public.t has 1,018 columns, MySQL allows 1,017.");

    [Fact]
    public void A_name_pattern_keeps_what_stands_in_a_tables_own_name() =>
        ReplicaName.Parse("{schema}_{table}_replica").Of(Of("{schema}") with { Schema = "{table}" }).ShouldBe("{table}_{schema}_replica");

    [Fact]
    public void A_name_pattern_without_the_table_is_wrong_usage() =>
        Should.Throw<PipelineException>(() => ReplicaName.Parse("{schema}_replica")).Code.ShouldBe(ExitCode.Usage);

    private static string What(SourceTable table, string target) => NameCheck.Of(table, target).ShouldHaveSingleItem().What;
}
