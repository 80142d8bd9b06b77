namespace Pipeline.Cli.Demo;

/// <summary>What the demo did, for <c>--json</c> and for its closing screen.</summary>
/// <param name="Steps">Each step with its seconds.</param>
/// <param name="Figures">What the databases hold now.</param>
internal sealed record DemoResult(IReadOnlyList<DemoStep> Steps, ShopFigures Figures);
