using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Pipeline.Events.Internal;

namespace Pipeline.Events;

/// <summary>Writes events as JSON. One buffer is used over and over, so a written event is valid until the next one.</summary>
internal sealed class EventJson(long seed) : IDisposable
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    private readonly Vocabulary _words = new(seed);
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    // The names and words are encoded beforehand and the rest is digits: there is nothing left to check.
    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { SkipValidation = true });

    public ReadOnlySpan<byte> Write(in UserEvent happened)
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        _json.WriteStartObject();
        _json.WriteString(EventFields.EventId, happened.Id);
        _json.WriteNumber(EventFields.UserId, happened.User);
        _json.WriteString(EventFields.EventType, EventFields.Types[(int)happened.Type]);
        if (happened.Product is { } product)
            _json.WriteNumber(EventFields.ProductId, product);
        _json.WriteString(EventFields.SessionId, happened.Session);
        WriteTime(happened.OccurredAt);
        _json.WriteStartObject(EventFields.Properties);
        WriteProperties(happened);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan;
    }

    public void Dispose() => _json.Dispose();

    private void WriteTime(DateTime instant)
    {
        Span<char> text = stackalloc char[TimeFormat.Length];
        instant.TryFormat(text, out var length, TimeFormat, CultureInfo.InvariantCulture);
        _json.WriteString(EventFields.OccurredAt, text[..length]);
    }

    private void WriteProperties(in UserEvent happened)
    {
        _json.WriteString(EventFields.Device, _words.Device(happened.Device));
        switch (happened.Type)
        {
            case EventType.PageView:
                _json.WriteString(EventFields.Page, _words.Page(happened.Word));
                break;
            case EventType.Search:
                _json.WriteString(EventFields.Query, _words.Phrase(happened.Word));
                _json.WriteNumber(EventFields.Results, happened.Number);
                break;
            case EventType.ProductView:
                _json.WriteNumber(EventFields.Position, happened.Number);
                break;
            case EventType.AddToCart:
                _json.WriteNumber(EventFields.Quantity, happened.Number);
                break;
            case EventType.Checkout:
                _json.WriteNumber(EventFields.Items, happened.Number);
                break;
            case EventType.Purchase:
                _json.WriteNumber(EventFields.Items, happened.Number);
                _json.WriteString(EventFields.Payment, _words.Payment(happened.Word));
                break;
            case EventType.Login:
                _json.WriteString(EventFields.Method, _words.SignIn(happened.Word));
                break;
        }
    }
}
