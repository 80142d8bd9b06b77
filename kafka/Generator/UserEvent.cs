namespace Pipeline.Events;

/// <summary>One thing that a user did, before it becomes JSON.</summary>
/// <param name="Sequence">Its place in the stream, from 0; with the seed it determines <paramref name="Id"/>.</param>
/// <param name="Id">The event_id.</param>
/// <param name="User">The user_id, which is the message's key too.</param>
/// <param name="Type">The event_type.</param>
/// <param name="Product">The product_id, for the types that are about one product.</param>
/// <param name="Session">The session_id.</param>
/// <param name="OccurredAt">The instant in UTC, whole microseconds.</param>
/// <param name="Device">An index into the words for devices: constant within a session.</param>
/// <param name="Word">An index into the words of this type (page, phrase, payment, sign-in).</param>
/// <param name="Number">A quantity, a position or a count, as the type has it.</param>
internal readonly record struct UserEvent(
    long Sequence,
    Guid Id,
    int User,
    EventType Type,
    int? Product,
    Guid Session,
    DateTime OccurredAt,
    int Device,
    int Word,
    int Number);
