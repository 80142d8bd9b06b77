using System.Data;
using Pipeline.Spark.Sql.Embedded.Rows;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Engines.Tests.Rows;

public sealed class RowCursorTests
{
    /// <summary>The driver that is given the text of a bulk load closes it, and so does who gave it: a second interrupt would meet a closed connection.</summary>
    [Fact]
    public void Closed_twice_it_interrupts_once()
    {
        using var table = new DataTable();
        var interrupts = 0;
        var cursor = new RowCursor(table.CreateDataReader(), new StructType([]), () => interrupts++, table);

        cursor.Dispose();
        cursor.Dispose();

        interrupts.ShouldBe(1);
    }
}
