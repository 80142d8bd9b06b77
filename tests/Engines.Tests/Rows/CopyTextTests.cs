using System.Text;
using Pipeline.Engines.Tests.Sql;
using Pipeline.Spark.Sql.Embedded.Rows;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Engines.Tests.Rows;

public sealed class CopyTextTests
{
    private static readonly Gen<string?> Texts = Gen.String[Gen.Char["ab\\\t\n\r\b\f\v'\"Nж"], 0, 30].Null();

    [Fact]
    public void Any_text_survives_encoding_and_cutting_into_lines() => Texts.Array[0, 50].Sample(texts =>
    {
        using var lines = new CopyLines(Encode(texts));
        var read = new List<string?>();
        while (lines.Next(out var line))
            read.Add(Decode(Encoding.UTF8.GetString(line)));

        read.ShouldBe(texts);
    });

    [Fact]
    public void Rows_are_counted_as_they_are_handed_out()
    {
        using var text = Encode("a\nb", null, "");

        ReadAll(text).ShouldBe("a\\nb\n\\N\n\n");
        text.Rows.ShouldBe(3);
    }

    [Fact]
    public void Values_have_the_form_both_servers_read()
    {
        var schema = TableRelation.Columns(
            ("b", new BooleanType()), ("l", new LongType()), ("d", new DoubleType()), ("m", new DecimalType(12, 2)),
            ("day", new DateType()), ("at", new TimestampType()), ("raw", new BinaryType()));
        var at = new DateTime(2024, 2, 29, 23, 59, 59, DateTimeKind.Unspecified).AddMicroseconds(7);
        var rows = new TableRelation(schema, [true, -5L, 0.1, 2.5m, new DateTime(1, 1, 1), at, new byte[] { 0, 255 }]);

        ReadAll(rows.OpenText(0, CopyDialect.MySql, CancellationToken.None)).ShouldBe("1\t-5\t0.1\t2.50\t0001-01-01\t2024-02-29 23:59:59.000007\t00ff\n");
        ReadAll(rows.OpenText(0, CopyDialect.Postgres, CancellationToken.None)).ShouldEndWith("\t\\\\x00ff\n");
    }

    [Fact]
    public void A_value_larger_than_every_buffer_passes()
    {
        using var lines = new CopyLines(Encode(new string('\\', 3_000_000), "next"));

        lines.Next(out var first).ShouldBeTrue();
        first.Length.ShouldBe(6_000_000);
        lines.Next(out var second).ShouldBeTrue();
        Encoding.UTF8.GetString(second).ShouldBe("next");
        lines.Next(out _).ShouldBeFalse();
    }

    private static CopyText Encode(params string?[] texts) =>
        new TableRelation(TableRelation.Columns(("t", new StringType())), [.. texts.Select(text => new object?[] { text })])
            .OpenText(0, CopyDialect.MySql, CancellationToken.None);

    private static string ReadAll(CopyText text)
    {
        using var reader = new StreamReader(text, leaveOpen: true);
        return reader.ReadToEnd();
    }

    private static string? Decode(string line) => line is "\\N"
        ? null
        : line.Replace("\\\\", "\u0001", StringComparison.Ordinal)
            .Replace("\\t", "\t", StringComparison.Ordinal)
            .Replace("\\n", "\n", StringComparison.Ordinal)
            .Replace("\\r", "\r", StringComparison.Ordinal)
            .Replace("\u0001", "\\", StringComparison.Ordinal);
}
