using Pipeline.Replication.Source;

namespace Pipeline.Replication.Plan;

/// <summary>Finds the names and numbers of columns that PostgreSQL allows and MySQL does not.</summary>
internal static class NameCheck
{
    private const int LongestName = 64;
    private const int MostColumns = 1017;

    /// <summary>What a file system leaves of 255 bytes beside the ending <c>.ibd</c>.</summary>
    private const int LongestFileName = 251;

    /// <summary>InnoDB's own columns, and the one that its full-text index claims, in any letter case.</summary>
    private static readonly string[] Reserved = ["DB_ROW_ID", "DB_TRX_ID", "DB_ROLL_PTR", "FTS_DOC_ID"];

    public static IReadOnlyList<Obstacle> Of(SourceTable table, string target)
    {
        List<Obstacle> obstacles = [];
        if (table.Columns.Count == 0)
            obstacles.Add(Obstacles.NoColumns(table));
        if (table.Columns.Count > MostColumns)
            obstacles.Add(Obstacles.TooManyColumns(table, MostColumns));
        if (target.Length > LongestName)
            obstacles.Add(Obstacles.NameTooLong(table, target));
        else if (FileNameBytes(target) > LongestFileName)
            obstacles.Add(Obstacles.FileNameTooLong(table, target, FileNameBytes(target), LongestFileName));
        if (!IsAllowed(target) || target.StartsWith("pipeline_", StringComparison.OrdinalIgnoreCase))
            obstacles.Add(Obstacles.NameNotAllowed(table, target));
        obstacles.AddRange(table.Columns.Where(c => !IsAllowed(c.Name)).Select(c => Obstacles.ColumnNotAllowed(table, c)));
        obstacles.AddRange(table.Columns.Where(c => Reserved.Contains(c.Name, StringComparer.OrdinalIgnoreCase)).Select(c => Obstacles.ColumnReserved(table, c)));
        obstacles.AddRange(table.Columns
            .GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1)
            .Select(same => Obstacles.SameColumn(table, same.First(), same.Last())));
        return obstacles;
    }

    /// <summary>The server writes a table's name into a file's name, where a letter of its alphabets takes three bytes and any other sign five.</summary>
    private static int FileNameBytes(string name) => name.Sum(c => c switch
    {
        '_' => 1,
        _ when char.IsAsciiLetterOrDigit(c) => 1,
        >= '\u00c0' and <= '\u05ff' or >= '\u1e00' and <= '\u1fff' when char.IsLetter(c) => 3,
        _ => 5,
    });

    /// <summary>MySQL's names hold no character beyond U+FFFF and do not end in a space.</summary>
    private static bool IsAllowed(string name) => !name.EndsWith(' ') && name.EnumerateRunes().All(rune => rune.IsBmp);
}
