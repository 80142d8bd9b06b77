namespace Pipeline.Events;

/// <summary>A message ready to be sent.</summary>
/// <param name="Key">The user_id in decimal digits, so that a user's events stay in order in one partition.</param>
/// <param name="Value">The JSON, or what a bad message has in its place.</param>
/// <param name="Type">What the event is, or was before it was spoilt.</param>
/// <param name="Bad">How it was spoilt; null for a good one.</param>
internal readonly record struct EventMessage(byte[] Key, byte[]? Value, EventType Type, BadKind? Bad);
