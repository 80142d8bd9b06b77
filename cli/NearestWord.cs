namespace Pipeline.Cli;

/// <summary>Guesses what a mistyped word was meant to be.</summary>
internal static class NearestWord
{
    /// <summary>The word it most likely means: it begins it, or differs in at most a third of the letters; null when none is near.</summary>
    public static string? To(string typed, IEnumerable<string> words)
    {
        var near = words.Select(word => (word, distance: Distance(typed, word))).MinBy(pair => pair.distance);
        return near.word is { } best && near.distance <= Math.Max(typed.Length, best.Length) / 3
            ? best
            : words.FirstOrDefault(word => typed.Length > 0 && word.StartsWith(typed, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>How many letters must be added, removed, changed or swapped with their neighbour.</summary>
    public static int Distance(string from, string to)
    {
        var rows = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= to.Length; j++)
            rows[0, j] = j;

        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var change = from[i - 1] == to[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + change);
                var swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
                rows[i, j] = swapped ? Math.Min(best, rows[i - 2, j - 2] + 1) : best;
            }
        }

        return rows[from.Length, to.Length];
    }
}
