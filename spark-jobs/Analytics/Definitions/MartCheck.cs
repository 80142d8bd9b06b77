namespace Pipeline.Analytics.Definitions;

/// <summary>A promise about a mart: a query that must return no row.</summary>
/// <param name="Name">The promise, in words.</param>
/// <param name="Query">Spark SQL over the mart and its replicas.</param>
internal sealed record MartCheck(string Name, string Query);
