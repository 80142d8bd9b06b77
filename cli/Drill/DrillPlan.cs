using Pipeline.Cli.Drill.Faults;
using Pipeline.Cli.Drill.Jobs;
using Pipeline.Cli.Run;
using Pipeline.Common;

namespace Pipeline.Cli.Drill;

/// <summary>What a drill is to do, checked once.</summary>
/// <param name="Faults">The faults, in the order of the catalog.</param>
/// <param name="Jobs">The jobs' names, in the order in which one feeds the next.</param>
/// <param name="FirstRound">The number of the first round: a case's moment depends on it.</param>
/// <param name="Rounds">How often.</param>
/// <param name="Seed">Where every random choice comes from.</param>
/// <param name="OnSpark">True when Spark executes the jobs.</param>
internal sealed record DrillPlan(IReadOnlyList<IFault> Faults, IReadOnlyList<string> Jobs, int FirstRound, int Rounds, int Seed, bool OnSpark)
{
    private const int MostRounds = 10_000;

    /// <summary>Reads the options.</summary>
    /// <exception cref="PipelineException">One of them is wrong (exit 2).</exception>
    public static DrillPlan From(DrillOptions options)
    {
        if (options.Rounds is < 1 or > MostRounds)
            throw new PipelineException(ExitCode.Usage, $"--rounds {options.Rounds} is out of range.", $"Give a number from 1 to {MostRounds}.");
        if (options.FirstRound is < 1 or > MostRounds)
            throw new PipelineException(ExitCode.Usage, $"--first-round {options.FirstRound} is out of range.", $"Give a number from 1 to {MostRounds}.");
        var place = RunPlaces.Parse(options.On);
        if (place == RunPlace.Connect)
            throw new PipelineException(ExitCode.Usage, "A drill does not run on a standing Connect server: it would end other people's work.", "Write --on spark or --on embedded.");
        var faults = Chosen("--faults", options.Faults, [.. FaultCatalog.All.Select(fault => fault.Name)]);
        return new(
            [.. FaultCatalog.All.Where(fault => faults.Contains(fault.Name, StringComparer.Ordinal))],
            Chosen("--jobs", options.Jobs, DrilledJob.Names),
            options.FirstRound,
            options.Rounds,
            options.Seed ?? Random.Shared.Next(),
            place == RunPlace.Spark);
    }

    private static IReadOnlyList<string> Chosen(string option, IEnumerable<string> words, IReadOnlyList<string> known)
    {
        var asked = words.Select(word => word.Trim()).ToHashSet(StringComparer.Ordinal);
        if (asked.FirstOrDefault(word => !known.Contains(word, StringComparer.Ordinal)) is { } unknown)
        {
            var near = NearestWord.To(unknown, known) is { } guess ? $"Did you mean {guess}? " : "";
            throw new PipelineException(ExitCode.Usage, $"{option} {unknown}: there is no such thing to drill.", $"{near}There are {string.Join(", ", known)}.");
        }

        return asked.Count == 0 ? known : [.. known.Where(asked.Contains)];
    }
}
