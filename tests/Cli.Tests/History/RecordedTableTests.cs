using Pipeline.Cli.History;

namespace Pipeline.Cli.Tests.History;

public sealed class RecordedTableTests
{
    [Fact]
    public void Only_a_table_that_was_made_of_all_its_rows_has_a_rate()
    {
        var whole = new RecordedTable("public.orders", "orders_replica", 5_000, 5_000, 400_000, "c", "c", 2.5, "create table x (a int)", null);

        (whole.RowsPerSecond, whole.BytesPerSecond).ShouldBe((2_000, 160_000));
        var differences = whole with { Ddl = null, Note = "1 row added, 0 changed, 0 removed, in 1 of 20 chunks" };
        (differences.RowsPerSecond, differences.BytesPerSecond).ShouldBe(((double?)null, (double?)null));
    }
}
