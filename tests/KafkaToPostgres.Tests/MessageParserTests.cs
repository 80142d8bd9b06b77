using System.Text;
using System.Text.Json;

namespace Pipeline.KafkaToPostgres.Tests;

public sealed class MessageParserTests : IDisposable
{
    private readonly MessageJudge _judge = new();

    public void Dispose() => _judge.Dispose();

    [Fact]
    public void An_event_keeps_each_of_its_fields_and_none_of_its_bytes()
    {
        var row = _judge.Judge([Encoding.UTF8.GetBytes(MessageJudge.Good)])[0];

        row.GetAs<string?>("reason").ShouldBeNull();
        row.GetAs<string>("event_id").ShouldBe("64bb9808-25bd-8fb1-b11d-c347f5009005");
        row.GetAs<string>("user_id").ShouldBe("77");
        row.GetAs<string>("product_id").ShouldBe("4");
        row.GetAs<string>("occurred_at").ShouldBe("2026-01-01T00:00:00.324050Z");
        JsonDocument.Parse(row.GetAs<string>("properties")).RootElement.GetProperty("page").GetString().ShouldBe("/x");
        row.Get("value").ShouldBeNull();
    }

    [Theory]
    [InlineData("", "its value is empty")]
    [InlineData("[1]", "its value is not a well-formed JSON object")]
    [InlineData("42", "its value is not a well-formed JSON object")]
    [InlineData("{\"event_id\":", "its value is not a well-formed JSON object")]
    [InlineData("{}", "event_id is missing")]
    [InlineData(" { } \n", "event_id is missing")]
    [InlineData("{\"a\":{}}\r\n", "event_id is missing")]
    [InlineData("{\"a\":1}{\"b\":2}", "its value is not a well-formed JSON object")]
    [InlineData("{\"a\":1}\n{\"b\":2}", "its value is not a well-formed JSON object")]
    [InlineData("{\"a\":1},{\"b\":2}", "its value is not a well-formed JSON object")]
    [InlineData("{\"a\":1} x", "its value is not a well-formed JSON object")]
    [InlineData("{\"a\":1}}", "its value is not a well-formed JSON object")]
    [InlineData("{\"a\":{\"b\":1}", "its value is not a well-formed JSON object")]
    [InlineData("{\"a\":1,}", "its value is not a well-formed JSON object")]
    [InlineData("{\"a\":[1, ]}", "its value is not a well-formed JSON object")]
    [InlineData("{\"a\":NaN}", "its value is not a well-formed JSON object")]
    [InlineData("{\"a\":[-inf]}", "its value is not a well-formed JSON object")]
    [InlineData("{'a':1}", "its value is not a well-formed JSON object")]
    [InlineData("{\"a\":\"1,} :NaN\"}", "event_id is missing")]
    [InlineData("{\"a\":\"\\\",}\",\"b\":[]}", "event_id is missing")]
    [InlineData("{\"a\":null,\"b\":[1,null]}", "event_id is missing")]
    [InlineData("{\"a\":\"x\\u0000y\"}", "its JSON holds a NUL (\\u0000), which PostgreSQL does not store")]
    [InlineData("{\"a\":\"x\\\\u0000y\"}", "event_id is missing")]
    [InlineData("{\"a\":\"x\\ud800y\"}", "its JSON holds half of a surrogate pair, which PostgreSQL does not store")]
    [InlineData("{\"a\":\"\\uD83D\\\\\\uDE00\"}", "its JSON holds half of a surrogate pair, which PostgreSQL does not store")]
    [InlineData("{\"a\":\"\\uDE00\\uD83D\"}", "its JSON holds half of a surrogate pair, which PostgreSQL does not store")]
    [InlineData("{\"a\":\"\\uD83D\\uDE00\"}", "event_id is missing")]
    [InlineData("{\"a\":\"\\\\ud800\"}", "event_id is missing")]
    public void What_is_no_event_says_why(string value, string reason) => _judge.Reason(value).ShouldBe(reason);

    [Theory]
    [InlineData("\"user_id\":77", "\"user_id\":9223372036854775808", "user_id is beyond 64 bits: 9223372036854775808")]
    [InlineData("\"user_id\":77", "\"user_id\":7.5", "user_id is no whole number: 7.5")]
    [InlineData("\"user_id\":77", "\"user_id\":null", "user_id is missing")]
    [InlineData("\"page_view\"", "\"teleport\"", "event_type is not known: teleport")]
    [InlineData("\"product_id\":4", "\"product_id\":4.5", "product_id is no whole number: 4.5")]
    [InlineData("2026-01-01T", "2026-02-30T", "occurred_at is on a day that does not exist: 2026-02-30T00:00:00.324050Z")]
    [InlineData("2026-01-01T00", "2026-01-01T24", "occurred_at is no time such as 2026-01-31T12:00:00.000000Z: 2026-01-01T24:00:00.324050Z")]
    [InlineData("{\"page\":\"/x\",\"device\":\"mobile\"}", "\"x\"", "properties is no JSON object: x")]
    public void One_wrong_field_is_named_with_what_it_holds(string right, string wrong, string reason) =>
        _judge.Reason(MessageJudge.Good.Replace(right, wrong, StringComparison.Ordinal)).ShouldBe(reason);

    [Theory]
    [InlineData("{\"n\":1.10}")]
    [InlineData("{ \"n\" : -1e5 }")]
    [InlineData("{\"n\":[1, 0.12345678901234567890]}")]
    [InlineData("{\"n\":1e400}")]
    public void An_event_with_a_number_that_an_engine_may_round_keeps_its_bytes(string properties)
    {
        var value = Encoding.UTF8.GetBytes(MessageJudge.Good.Replace("{\"page\":\"/x\",\"device\":\"mobile\"}", properties, StringComparison.Ordinal));

        var row = _judge.Judge([value])[0];

        row.GetAs<string?>("reason").ShouldBeNull();
        row.GetAs<byte[]>("value").ShouldBe(value);
    }

    [Fact]
    public void A_missing_value_bytes_that_are_no_text_and_a_NUL_are_told_apart()
    {
        _judge.Reason((string?)null).ShouldBe("it has no value");
        _judge.Reason([0x7B, 0xC3, 0x28, 0x7D]).ShouldBe("its value is not UTF-8");
        _judge.Reason([0x7B, 0x00, 0x7D]).ShouldBe("its value holds a NUL byte");
    }

    [Fact]
    public void Properties_of_a_book_are_too_long()
    {
        _judge.Reason(MessageJudge.Good.Replace("/x", new string('x', 70_000), StringComparison.Ordinal))!.ShouldStartWith("properties is too long: 70");
    }

    [Fact]
    public void Whatever_bytes_come_each_message_gives_one_row_that_PostgreSQL_can_take()
    {
        Gen.Byte.Array[0, 60].Array[1, 200].Sample(CheckRows, iter: 10, threads: 1);
    }

    [Fact]
    public void An_event_with_any_bytes_changed_is_still_judged_and_never_half_taken()
    {
        var good = Encoding.UTF8.GetBytes(MessageJudge.Good);
        var changed = Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Select((at, value, length) =>
        {
            var bytes = good.ToArray();
            bytes[at] = value;
            return length % 5 == 0 ? bytes[..length] : bytes;
        });

        changed.Array[1, 200].Sample(CheckRows, iter: 10, threads: 1);
    }

    private void CheckRows(byte[][] values)
    {
        var rows = _judge.Judge(values);

        rows.Count.ShouldBe(values.Length);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            row.GetAs<long>("offset").ShouldBe(i);
            var texts = row.Values.OfType<string>().ToArray();
            texts.ShouldAllBe(text => !text.Contains('\0'));
            if (row.GetAs<string?>("reason") is not null)
            {
                ((byte[])row.Get("value")!).ShouldBe(values[i]);
                row.Get("event_id").ShouldBeNull();
                continue;
            }
            row.Get("value").ShouldBeNull();
            _ = Guid.Parse(row.GetAs<string>("event_id"));
            _ = long.Parse(row.GetAs<string>("user_id"));
            _ = DateTimeOffset.Parse(row.GetAs<string>("occurred_at"));
            _ = JsonDocument.Parse(values[i]);
        }
    }
}
