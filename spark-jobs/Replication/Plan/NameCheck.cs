using Pipeline.Replication.Source;

namespace Pipeline.Replication.Plan;

/// <summary>Finds the names and numbers of columns that PostgreSQL allows and MySQL does not.</summary>
internal static class NameCheck
{
    private const int LongestName = 64;
    private const int MostColumns = 1017;

    public static IReadOnlyList<Obstacle> Of(SourceTable table, string target)
    {
        List<Obstacle> obstacles = [];
        if (table.Columns.Count == 0)
            obstacles.Add(Obstacles.NoColumns(table));
        if (table.Columns.Count > MostColumns)
            obstacles.Add(Obstacles.TooManyColumns(table, MostColumns));
        if (target.Length > LongestName)
            obstacles.Add(Obstacles.NameTooLong(table, target));
        if (!IsAllowed(target) || target.StartsWith("pipeline_", StringComparison.OrdinalIgnoreCase))
            obstacles.Add(Obstacles.NameNotAllowed(table, target));
        obstacles.AddRange(table.Columns.Where(c => !IsAllowed(c.Name)).Select(c => Obstacles.ColumnNotAllowed(table, c)));
        obstacles.AddRange(table.Columns
            .GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1)
            .Select(same => Obstacles.SameColumn(table, same.First(), same.Last())));
        return obstacles;
    }

    /// <summary>MySQL's names hold no character beyond U+FFFF and do not end in a space.</summary>
    private static bool IsAllowed(string name) => !name.EndsWith(' ') && name.EnumerateRunes().All(rune => rune.IsBmp);
}
