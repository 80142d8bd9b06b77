using Pipeline.Common;

namespace Pipeline.Cli;

/// <summary>Verbs to choose one from: the command's own, the jobs of <c>run</c>, the subjects of <c>bench</c>.</summary>
/// <param name="Command">The words before the choice, as typed.</param>
/// <param name="Kind">What is chosen, for messages.</param>
/// <param name="Purpose">One line over the list.</param>
/// <param name="Verbs">The choices, in the order they are listed.</param>
internal sealed record VerbList(string Command, string Kind, string Purpose, IReadOnlyList<Verb> Verbs)
{
    private static readonly string[] HelpWords = ["--help", "-h", "help"];

    /// <summary>What is done where none is chosen, with the options given; null lists them all.</summary>
    public Func<IReadOnlyList<string>, Task<ExitCode>>? Otherwise { get; init; }

    /// <summary>One line for the list on what is done where none is chosen.</summary>
    public string? OtherwiseSummary { get; init; }

    /// <summary>Runs the chosen verb; without one does what <see cref="Otherwise"/> says or lists them all, as on <c>--help</c>.</summary>
    public async Task<ExitCode> RunAsync(IReadOnlyList<string> args)
    {
        if (Otherwise is not null && (args is [] || (args[0].StartsWith('-') && !HelpWords.Contains(args[0], StringComparer.Ordinal))))
            return await Otherwise(args);

        if (args is [] || HelpWords.Contains(args[0], StringComparer.Ordinal))
        {
            await Console.Out.WriteLineAsync(Help());
            return ExitCode.Done;
        }

        if (Verbs.FirstOrDefault(verb => string.Equals(verb.Name, args[0], StringComparison.Ordinal)) is { } chosen)
            return await chosen.RunAsync([.. args.Skip(1)]);

        JobOutput.Error($"{Command} knows no {Kind} \"{args[0]}\".", Remedy(args[0]));
        return ExitCode.Usage;
    }

    /// <summary>The list: a line each.</summary>
    public string Help()
    {
        var width = Verbs.Max(verb => verb.Name.Length);
        var kind = Kind.ToUpperInvariant();
        return $"""
            {Purpose}

            usage: {Command} {(Otherwise is null ? kind : $"[{kind}]")} [OPTION...]

            {string.Join('\n', Verbs.Select(verb => $"  {verb.Name.PadRight(width)}  {verb.Summary}"))}

            {(OtherwiseSummary is null ? "" : $"{OtherwiseSummary}\n")}`{Command} {kind} --help` lists the options of one.
            """;
    }

    private string Remedy(string word) => NearestWord.To(word, Verbs.Select(verb => verb.Name)) is { } near
        ? $"Did you mean `{Command} {near}`? `{Command} --help` lists them all."
        : $"`{Command} --help` lists them all.";
}
