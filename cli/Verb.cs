using Pipeline.Common;

namespace Pipeline.Cli;

/// <summary>One thing the command can do.</summary>
/// <param name="Name">The word on the command line.</param>
/// <param name="Summary">What it does, in one line.</param>
/// <param name="RunAsync">Does it, with the words that follow the name.</param>
internal sealed record Verb(string Name, string Summary, Func<IReadOnlyList<string>, Task<ExitCode>> RunAsync);
