using Apache.Arrow;
using Apache.Arrow.Ipc;
using Google.Protobuf;
using Pipeline.Spark.Sql;
using Pipeline.Spark.Sql.Connect;
using Pipeline.Spark.Sql.Types;
using Arrow = Apache.Arrow.Types;

namespace Pipeline.Engines.Tests.Connect;

public sealed class ArrowRowsTests
{
    private const int LastDay = 2_932_896;
    private const long LastMicrosecond = 253_402_300_799_999_999;

    [Fact]
    public void Days_and_instants_arrive_up_to_the_last_that_DateTime_holds()
    {
        var row = Read(LastDay, LastMicrosecond);

        (row.Get(0)?.ToString(), row.Get(1)?.ToString()).ShouldBe(("9999-12-31", "9999-12-31 23:59:59.999999Z"));
    }

    [Theory]
    [InlineData(LastDay + 1, 0, "The column day of type date")]
    [InlineData(0, LastMicrosecond + 1, "The column at of type timestamp")]
    [InlineData(0, long.MinValue, "The column at of type timestamp")]
    public void Those_beyond_are_refused_by_column(int day, long microseconds, string column) =>
        Should.Throw<SparkEngineException>(() => Read(day, microseconds)).Message.ShouldStartWith($"{column} cannot be used here: a value lies outside the years 1 to 9999");

    private static Row Read(int day, long microseconds)
    {
        using var days = new Date32Array(new ArrowBuffer.Builder<int>().Append(day).Build(), ArrowBuffer.Empty, 1, 0, 0);
        var instant = new Arrow.TimestampType(Arrow.TimeUnit.Microsecond, "UTC");
        using var instants = new TimestampArray(instant, new ArrowBuffer.Builder<long>().Append(microseconds).Build(), ArrowBuffer.Empty, 1, 0, 0);
        var schema = new Schema([new Field("day", Arrow.Date32Type.Default, nullable: true), new Field("at", instant, nullable: true)], null);
        using var batch = new RecordBatch(schema, [days, instants], 1);
        using var stream = new MemoryStream();
        using (var writer = new ArrowStreamWriter(stream, schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(batch);
            writer.WriteEnd();
        }

        stream.Position = 0;
        return ArrowRows.Read(ByteString.FromStream(stream), new StructType([new StructField("day", new DateType()), new StructField("at", new TimestampType())])).Single();
    }
}
