namespace Pipeline.Cli.Testing;

/// <summary>One test that failed, or a whole suite that did.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Message">What it said, trace included.</param>
internal sealed record TestFailure(string Name, string Message);
