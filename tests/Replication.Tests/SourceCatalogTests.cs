using Pipeline.Common;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Tests;

public sealed class SourceCatalogTests
{
    private static readonly SourceTable[] All =
    [
        Tables.Of("orderdetails"), Tables.Of("orders"), Tables.Of("orders_view") with { Kind = 'v' }, Tables.Of("users"),
        Tables.Of("orders") with { Schema = "old", Oid = 1 },
    ];

    [Theory]
    [InlineData("public.order*", "public.orderdetails public.orders")]
    [InlineData("orders", "public.orders")]
    [InlineData("public.orders_view", "public.orders_view")]
    [InlineData("*.orders", "public.orders old.orders")]
    [InlineData("public.*", "public.orderdetails public.orders public.users")]
    public void A_pattern_means_tables_and_a_view_only_by_its_name(string pattern, string expected) =>
        string.Join(' ', SourceCatalog.Choose(All, [TablePattern.Parse(pattern)])).ShouldBe(expected);

    [Fact]
    public void A_table_meant_twice_is_taken_once() =>
        SourceCatalog.Choose(All, [TablePattern.Parse("public.users"), TablePattern.Parse("public.u*")]).Count.ShouldBe(1);

    [Fact]
    public void A_pattern_that_means_nothing_is_wrong_usage()
    {
        var error = Should.Throw<PipelineException>(() => SourceCatalog.Choose(All, [TablePattern.Parse("public.user")]));

        error.Code.ShouldBe(ExitCode.Usage);
        error.Message.ShouldBe("--tables public.user names no table of the source.");
        error.Remedy.ShouldContain("public.users");
    }

    [Fact]
    public void A_table_that_nobody_named_is_told_without_words_that_nobody_typed()
    {
        var error = Should.Throw<PipelineException>(() => SourceCatalog.Choose([Tables.Of("invoices")], ReplicationSettings.Of(new ReplicationOptions()).Tables));

        error.Code.ShouldBe(ExitCode.Usage);
        error.Message.ShouldBe("The source has no public.users, one of the tables that are meant where none is named.");
        error.Remedy.ShouldBe("It has public.invoices. Name yours: --tables 'public.*' (schema.name, * for any characters).");
    }
}
