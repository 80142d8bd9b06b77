using System.Globalization;

namespace Pipeline.Replication.Proof;

/// <summary>Cuts the span of an integer key into ranges that together cover every value once.</summary>
internal static class KeyRanges
{
    public static IReadOnlyList<string> Of(string column, long least, long greatest, int parts)
    {
        var span = (Int128)greatest - least + 1;
        var count = (int)Int128.Min(parts, span);
        if (count < 2)
            return [];

        var bounds = Enumerable.Range(1, count - 1).Select(i => ((Int128)least + (span * i / count)).ToString(CultureInfo.InvariantCulture)).ToList();
        return
        [
            $"{column} < {bounds[0]}",
            .. bounds.Zip(bounds.Skip(1), (from, to) => $"{column} >= {from} and {column} < {to}"),
            $"{column} >= {bounds[^1]}",
        ];
    }
}
