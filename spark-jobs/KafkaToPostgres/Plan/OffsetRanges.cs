namespace Pipeline.KafkaToPostgres.Plan;

/// <summary>Offsets as PostgreSQL writes a multirange, <c>{[17,20),[25,26)}</c>, for people.</summary>
internal static class OffsetRanges
{
    public const string None = "{}";

    private const int MostNamed = 20;

    /// <summary>How many offsets they are.</summary>
    public static long Count(string multirange) => Ranges(multirange).Sum(range => range.Last - range.First + 1);

    /// <summary>The first of them, or null where there is none.</summary>
    public static long? First(string multirange) => multirange == None ? null : Ranges(multirange).First().First;

    /// <summary>17-19, 25; of many, such as the markers of transactions, the first and how many there are.</summary>
    public static string Words(string multirange)
    {
        var named = string.Join(", ", Ranges(multirange).Take(MostNamed).Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));
        var more = Ranges(multirange).Count() - MostNamed;
        return more > 0 ? $"{named} and {more:N0} more ({Count(multirange):N0} offsets in all)" : named;
    }

    private static IEnumerable<(long First, long Last)> Ranges(string multirange) => multirange
        .Trim('{', '}')
        .Split("),", StringSplitOptions.RemoveEmptyEntries)
        .Select(range => range.Trim('[', ')').Split(','))
        .Select(ends => (long.Parse(ends[0]), long.Parse(ends[1]) - 1));
}
