using Pipeline.Common;

namespace Pipeline.Cli.Drill;

/// <summary>What the cases of a drill come to.</summary>
internal static class DrillVerdict
{
    /// <summary>Returns where cases were made and left no damage.</summary>
    /// <param name="results">Of each case.</param>
    /// <param name="seed">What decided the moments.</param>
    /// <param name="where">The options that say where it was drilled, as they stand in a command after others.</param>
    /// <exception cref="PipelineException">Something was lost, doubled, or seen that nobody should see (exit 5); no case was made (exit 3).</exception>
    public static void Judge(IReadOnlyCollection<CellResult> results, int seed, string where)
    {
        var cases = results.Count(result => result.Counts);
        var bad = results.Where(result => !result.IsClean).ToList();
        if (bad is [var first, ..])
        {
            throw new PipelineException(
                ExitCode.ProofFailed,
                $"{bad.Count:N0} of {cases:N0} cases left damage: {bad.Sum(b => b.RowsLost):N0} rows lost, {bad.Sum(b => b.RowsDoubled):N0} doubled, {bad.Sum(b => b.ReaderErrors):N0} reader errors; the first in round {first.Round}: {first.Fault} during {first.Job}.",
                $"Repeat it: ./pipeline drill --faults {first.Fault} --jobs {first.Job} --first-round {first.Round} --seed {seed}{where}");
        }

        if (cases == 0)
        {
            var reasons = results.Select(result => $"{result.Fault}: {result.NotRun}").Distinct(StringComparer.Ordinal);
            throw new PipelineException(
                ExitCode.CannotConnect,
                $"Nothing was drilled: none of {results.Count:N0} cases could be made ({string.Join("; ", reasons)}).",
                "Give the faults what they need, or name others: ./pipeline drill --help lists them.");
        }
    }
}
