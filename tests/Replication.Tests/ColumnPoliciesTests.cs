using Pipeline.Common;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Policy;
using Pipeline.Replication.Source;
using static Pipeline.Replication.Tests.Tables;

namespace Pipeline.Replication.Tests;

public sealed class ColumnPoliciesTests
{
    private static readonly SourceTable Readings = Of("readings", Column("id", "int8"), Column("a.b", "float8"), Column("day", "date"));

    [Theory]
    [InlineData("public.readings.day=null")]
    [InlineData("readings.day=NULL")]
    [InlineData("public.*.d*=null")]
    public void A_decision_names_its_column_in_full_without_public_or_by_pattern(string text)
    {
        var decided = Apply(text, "day");

        decided.Refusals.ShouldBeEmpty();
        decided.Changes.Count.ShouldBe(3);
        decided.Column.NotNull.ShouldBeFalse();
    }

    [Fact]
    public void A_name_with_a_point_is_one_name() => Apply("public.readings.a.b=text", "a.b").MySqlType.ShouldBe("longtext");

    [Fact]
    public void Clamping_leaves_refused_what_has_no_nearest_value() =>
        Apply("readings.a.b=clamp", "a.b").Refusals.Select(r => r.What).ShouldBe(["NaN"]);

    [Fact]
    public void The_last_decision_counts() => Apply("readings.*=text,readings.day=clamp", "day").MySqlType.ShouldBe("date");

    [Fact]
    public void A_primary_key_takes_no_null()
    {
        var keyed = Readings with { Indexes = [new SourceIndex("k", ["day"], IsPrimary: true, IsUnique: true, NotCarried: null)] };

        Should.Throw<PipelineException>(() => ColumnPolicies.Parse(["readings.day=null"]).Apply(keyed, TypeContract.Of(keyed.Columns[2], MariaDb), MariaDb))
            .Code.ShouldBe(ExitCode.Usage);
    }

    [Theory]
    [InlineData("readings.day")]
    [InlineData("readings.day=drop")]
    [InlineData("readings.day=2")]
    [InlineData("=null")]
    public void What_is_no_decision_is_wrong_usage(string text) =>
        Should.Throw<PipelineException>(() => ColumnPolicies.Parse([text])).Code.ShouldBe(ExitCode.Usage);

    [Fact]
    public void A_decision_over_no_column_is_wrong_usage() =>
        Should.Throw<PipelineException>(() => ColumnPolicies.Parse(["readings.dya=null"]).RequireColumns([Readings])).Code.ShouldBe(ExitCode.Usage);

    private static ColumnContract Apply(string policies, string column) => ColumnPolicies.Parse(policies.Split(','))
        .Apply(Readings, TypeContract.Of(Readings.Columns.First(c => c.Name == column), MariaDb), MariaDb);
}
