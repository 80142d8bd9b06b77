using System.Globalization;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Plan;

/// <summary>Gives each index of a table a name that MySQL takes: its own, or one near to it.</summary>
internal sealed class IndexNames
{
    private const int LongestName = 64;

    /// <summary>Those that are MySQL's own are taken from the start.</summary>
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase) { "PRIMARY", "GEN_CLUST_INDEX" };

    private int _count;

    public string For(SourceIndex index)
    {
        var name = index.Name.TrimEnd(' ');
        if (name.Length == 0 || !name.EnumerateRunes().All(rune => rune.IsBmp))
            name = $"index_{_count}";
        _count++;
        var free = name;
        for (var more = 1; !_taken.Add(free); more++)
        {
            var suffix = more == 1 ? "_" : string.Create(CultureInfo.InvariantCulture, $"_{more}");
            free = $"{name[..Math.Min(name.Length, LongestName - suffix.Length)]}{suffix}";
        }
        return free;
    }
}
