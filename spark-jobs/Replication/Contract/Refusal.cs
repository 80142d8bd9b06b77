namespace Pipeline.Replication.Contract;

/// <summary>Something a column may hold in PostgreSQL and MySQL cannot.</summary>
/// <param name="What">For the message: "NaN".</param>
/// <param name="Predicate">True, in PostgreSQL, for the rows that hold it.</param>
/// <param name="Clamp">The nearest value that MySQL holds, in PostgreSQL; null where none is near.</param>
internal sealed record Refusal(string What, string Predicate, string? Clamp = null);
