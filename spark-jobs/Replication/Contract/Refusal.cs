namespace Pipeline.Replication.Contract;

/// <summary>Something a column may hold in PostgreSQL and MySQL cannot.</summary>
/// <param name="What">For the message: "NaN or infinity".</param>
/// <param name="Predicate">True, in PostgreSQL, for the rows that hold it.</param>
internal sealed record Refusal(string What, string Predicate);
