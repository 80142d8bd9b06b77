using System.Text;
using System.Text.Json;
using Confluent.Kafka;

namespace Pipeline.Spark.Sql.Embedded.Kafka;

/// <summary>The headers of a message as Spark's <c>to_json</c> writes them: an array of key and value, the value in base64.</summary>
internal static class KafkaHeaders
{
    public static string? Text(Headers? headers)
    {
        if (headers is null or { Count: 0 })
            return null;

        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartArray();
            foreach (var header in headers)
            {
                json.WriteStartObject();
                json.WriteString("key", header.Key.Replace("\0", "\uFFFD", StringComparison.Ordinal));
                if (header.GetValueBytes() is { } value)
                    json.WriteBase64String("value", value);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length);
    }
}
