namespace Pipeline.Common.Runs;

/// <summary>One table to publish.</summary>
/// <param name="Staging">Where its rows are now.</param>
/// <param name="Target">The name readers know.</param>
public readonly record struct TableSwap(string Staging, string Target);
