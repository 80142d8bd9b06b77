namespace Pipeline.Cli.Demo;

/// <summary>One step of the demo.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record DemoStep(string Name, double Seconds);
