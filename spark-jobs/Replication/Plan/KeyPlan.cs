using Pipeline.Replication.Contract;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Plan;

/// <summary>Decides which keys and indexes of the source the replica gets, and which column types that asks for.</summary>
internal sealed class KeyPlan
{
    private const int LongestName = 64;
    private const int MostColumns = 16;

    private readonly Dictionary<string, string> _keyTypes = new(StringComparer.Ordinal);
    private readonly List<PlannedIndex> _indexes = [];
    private readonly List<string> _notes = [];
    private readonly List<Obstacle> _obstacles = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase) { "PRIMARY" };

    private KeyPlan()
    {
    }

    /// <summary>The indexes to make, the primary key first.</summary>
    public IReadOnlyList<PlannedIndex> Indexes => _indexes;

    /// <summary>The type of a column that a key holds, where it differs from the contract's.</summary>
    public IReadOnlyDictionary<string, string> KeyTypes => _keyTypes;

    /// <summary>What is not carried, and why.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Unique keys that MySQL cannot have.</summary>
    public IReadOnlyList<Obstacle> Obstacles => _obstacles;

    public static KeyPlan Of(SourceTable table, IReadOnlyList<ColumnContract> columns, SourceFacts facts)
    {
        var plan = new KeyPlan();
        var byName = columns.ToDictionary(c => c.Column.Name, StringComparer.Ordinal);
        foreach (var index in table.Indexes)
        {
            if (index.NotCarried is { } reason)
                plan._notes.Add($"index {index.Name} not carried: {reason}");
            else if (TooLong(index, byName, facts) is not { } obstacle)
                plan.Add(index, byName, facts);
            else if (index.IsUnique)
                plan._obstacles.Add(Plan.Obstacles.KeyTooLong(table, index, obstacle));
            else
                plan._notes.Add($"index {index.Name} not carried: {obstacle}");
        }
        return plan;
    }

    private void Add(SourceIndex index, Dictionary<string, ColumnContract> columns, SourceFacts facts)
    {
        foreach (var name in index.Columns)
        {
            if (columns[name].KeyType is { } keyType)
                _keyTypes[name] = keyType(facts.KeyLengths.GetValueOrDefault(name));
        }
        _indexes.Add(new(NameFor(index), index.Columns, index.IsPrimary, index.IsUnique));
    }

    /// <summary>Its own name; another where MySQL does not take it, or has it already in other letter case.</summary>
    private string NameFor(SourceIndex index)
    {
        var name = index.Name.TrimEnd(' ');
        if (!name.EnumerateRunes().All(rune => rune.IsBmp))
            name = $"index_{_indexes.Count}";
        while (!_names.Add(name))
            name = $"{name[..Math.Min(name.Length, LongestName - 1)]}_";
        return name;
    }

    private static string? TooLong(SourceIndex index, Dictionary<string, ColumnContract> columns, SourceFacts facts)
    {
        if (index.Columns.Count > MostColumns)
            return $"it has {index.Columns.Count} columns, MySQL allows {MostColumns}";
        if (index.Columns.FirstOrDefault(name => columns[name] is { MySqlType: "json" }) is { } unfit)
            return $"MySQL has no key over the type of {unfit}";

        var bytes = index.Columns.Sum(name => columns[name].KeyType is null
            ? columns[name].RowBytes
            : facts.KeyLengths.GetValueOrDefault(name) * columns[name].KeyUnitBytes);
        return bytes <= TypeContract.LongestKeyBytes
            ? null
            : $"its longest key takes {bytes} bytes, MySQL allows {TypeContract.LongestKeyBytes}";
    }
}
