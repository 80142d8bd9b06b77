using System.Text;

namespace Pipeline.KafkaToPostgres.Tests;

/// <summary>Runs <c>events.sql</c> over messages made up here, in a session of the embedded engine.</summary>
internal sealed class MessageJudge : IDisposable
{
    public const string Good =
        """{"event_id":"64bb9808-25bd-8fb1-b11d-c347f5009005","user_id":77,"event_type":"page_view","product_id":4,"session_id":"08b64e8c-678e-8b38-a9be-e1605b423dec","occurred_at":"2026-01-01T00:00:00.324050Z","properties":{"page":"/x","device":"mobile"}}""";

    private readonly SparkSession _session = SparkSession.Builder().AppName("parse tests").Config("spark.sql.session.timeZone", "UTC").GetOrCreate();

    /// <summary>The reason why a message is no event; null for an event.</summary>
    public string? Reason(string? value) => Judge([value is null ? null : Encoding.UTF8.GetBytes(value)])[0].GetAs<string?>("reason");

    public string? Reason(byte[] value) => Judge([value])[0].GetAs<string?>("reason");

    /// <summary>Judges messages; row for row in the order given.</summary>
    public List<Row> Judge(IReadOnlyList<byte[]?> values)
    {
        var rows = values.Select((value, offset) => $"({offset}, {(value is null ? "null" : $"'{Convert.ToHexString(value)}'")})");
        _session.Sql(
            $"""
            select
                0 as `partition`, cast(o as bigint) as `offset`, unhex('31') as `key`, unhex(v) as `value`, cast(null as string) as headers,
                cast('2026-01-01 00:00:00' as timestamp) as `timestamp`
            from (values {string.Join(", ", rows)}) as raw(o, v)
            """).CreateOrReplaceTempView(MessageParser.View);
        return [.. _session.Sql(MessageParser.Sql).Collect().OrderBy(row => row.GetAs<long>("offset"))];
    }

    public void Dispose() => _session.Dispose();
}
