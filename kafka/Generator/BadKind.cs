namespace Pipeline.Events;

/// <summary>What real topics hold besides events; each takes the place of the event with its sequence number.</summary>
public enum BadKind
{
    /// <summary>Plain text.</summary>
    NotJson,

    /// <summary>An event cut off in the middle.</summary>
    TruncatedJson,

    /// <summary>An event inside an array: JSON, but no object.</summary>
    JsonArray,

    /// <summary>A single JSON number.</summary>
    JsonScalar,

    /// <summary>An event without one of its five required fields, each in turn.</summary>
    MissingField,

    /// <summary>An event with one field of the wrong type, each in turn.</summary>
    MistypedField,

    /// <summary>An event whose event_type is none of <see cref="EventType"/>.</summary>
    UnknownEventType,

    /// <summary>Valid JSON with an escaped NUL (\u0000) in a string, which PostgreSQL can store neither in text nor in jsonb.</summary>
    EscapedNul,

    /// <summary>A NUL byte as it is inside a string.</summary>
    RawNul,

    /// <summary>An escaped lone surrogate (\ud800): it parses, but names no character.</summary>
    LoneSurrogate,

    /// <summary>Bytes inside a string that are no UTF-8.</summary>
    InvalidUtf8,

    /// <summary>A value of no bytes.</summary>
    EmptyValue,

    /// <summary>No value at all: what compacted topics call a tombstone.</summary>
    NullValue,

    /// <summary>A well-formed event with a string of one million bytes in its properties, which are to be small.</summary>
    HugeMessage,

    /// <summary>A user_id one beyond a 64-bit integer.</summary>
    NumberBeyondRange,

    /// <summary>A time on the thirtieth of February.</summary>
    ImpossibleDate,
}
