namespace Pipeline.Analytics.Tests;

/// <summary>Columns whose values would change on their way are read through expressions that keep them.</summary>
public sealed class ReadableTableTests
{
    [Fact]
    public void A_table_of_plain_types_is_read_as_it_is() =>
        ReadableTable.Of("t", [("id", "bigint", 19), ("price", "decimal", 38), ("name", "varchar", 0)]).Source.ShouldBe("`t`");

    [Fact]
    public void Floats_and_chars_are_read_whole_and_decimals_that_are_too_wide_not_at_all()
    {
        var table = ReadableTable.Of("t", [("id", "bigint", 19), ("ratio", "float", 12), ("code", "char", 0), ("exact", "decimal", 65)]);

        table.Source.ShouldBe("(select `id`, cast(`ratio` as double) as `ratio`, concat(`code`, '') as `code` from `t`) as `t`");
        table.TooWide.ShouldBe(["exact"]);
    }
}
