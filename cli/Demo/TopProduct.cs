namespace Pipeline.Cli.Demo;

/// <summary>A product among the best.</summary>
internal sealed record TopProduct(string Name, string Category, long Units, decimal Revenue);
