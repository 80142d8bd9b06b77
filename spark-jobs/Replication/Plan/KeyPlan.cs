using System.Globalization;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Plan;

/// <summary>Decides which keys and indexes of the source the replica gets, and which column types that asks for.</summary>
internal sealed class KeyPlan
{
    private const int MostIndexes = 64;
    private const int MostColumns = 16;
    private const string LeaveOut = "Leave the table out of --tables, or replicate a view over it, which has no keys.";

    private readonly Dictionary<string, string> _keyTypes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ColumnContract> _columns;
    private readonly SourceFacts _facts;
    private readonly List<PlannedIndex> _indexes = [];
    private readonly List<string> _notes = [];
    private readonly List<UnfitKey> _unfit = [];
    private readonly IndexNames _names = new();

    private KeyPlan(IReadOnlyList<ColumnContract> columns, SourceFacts facts)
    {
        _columns = columns.ToDictionary(c => c.Column.Name, StringComparer.Ordinal);
        _facts = facts;
    }

    /// <summary>The indexes to make, the primary key first.</summary>
    public IReadOnlyList<PlannedIndex> Indexes => _indexes;

    /// <summary>The type of a column that a key holds, where it differs from the contract's.</summary>
    public IReadOnlyDictionary<string, string> KeyTypes => _keyTypes;

    /// <summary>What is not carried, and why.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Unique keys that MySQL cannot have.</summary>
    public IReadOnlyList<UnfitKey> Unfit => _unfit;

    public static KeyPlan Of(SourceTable table, IReadOnlyList<ColumnContract> columns, SourceFacts facts)
    {
        var plan = new KeyPlan(columns, facts);
        foreach (var index in table.Indexes.OrderByDescending(i => i.IsPrimary).ThenByDescending(i => i.IsUnique))
        {
            if (index.NotCarried is { } reason)
                plan._notes.Add($"index {index.Name} not carried: {reason}");
            else if (plan.Unfitness(index) is not { } unfit)
                plan.Add(index);
            else if (index.IsUnique)
                plan._unfit.Add(unfit);
            else
                plan._notes.Add($"index {index.Name} not carried: {unfit.Reason}");
        }
        return plan;
    }

    /// <summary>What a column counts towards the limit of a row: in a key as long as the data asks for, elsewhere as the contract says.</summary>
    public int RowBytes(ColumnContract column) => _keyTypes.ContainsKey(column.Column.Name) ? (int)KeyBytes(column) + 2 : column.RowBytes;

    private void Add(SourceIndex index)
    {
        foreach (var name in index.Columns)
        {
            if (_columns[name].KeyType is { } keyType)
                _keyTypes[name] = keyType(_facts.KeyLengths.GetValueOrDefault(name));
        }
        _indexes.Add(new(_names.For(index), index.Columns, index.IsPrimary, index.IsUnique));
    }

    private UnfitKey? Unfitness(SourceIndex index)
    {
        if (_indexes.Count == MostIndexes)
            return new(index, $"MySQL allows {MostIndexes} keys and indexes", LeaveOut);
        if (index.Columns.Count > MostColumns)
            return new(index, $"it has {index.Columns.Count} columns, MySQL allows {MostColumns}", LeaveOut);
        if (index.Columns.FirstOrDefault(name => _columns[name] is { MySqlType: "json" }) is { } unfit)
            return new(index, $"MySQL has no key over the JSON that {unfit} becomes", $"Keep that column as text (--on-unrepresentable …{unfit}=text), or leave the table out of --tables.");

        var bytes = index.Columns.Sum(name => KeyBytes(_columns[name]));
        if (bytes > TypeContract.LongestKeyBytes)
            return TooLong(index, bytes);
        return RowBytesWith(index) <= RowLayout.RowBytesAllowed ? null : new(index, $"with it a row would take {RowBytesWith(index)} bytes, MySQL allows 65535", LeaveOut);
    }

    private UnfitKey TooLong(SourceIndex index, long bytes)
    {
        var longest = index.Columns.Select(name => _columns[name]).MaxBy(KeyBytes)!;
        var room = Math.Max(0, TypeContract.LongestKeyBytes - (bytes - KeyBytes(longest))) / longest.KeyUnitBytes;
        return new(index, $"its longest key takes {bytes} bytes, MySQL allows {TypeContract.LongestKeyBytes}", "Shorten these values in the source, or leave the table out of --tables.")
        {
            TooLong = longest.LengthExpression is { } length
                ? new(string.Create(CultureInfo.InvariantCulture, $"more than {room} {(longest.KeyUnitBytes == 1 ? "bytes" : "characters")} in {longest.Column.Name}"), $"{length} > {room}")
                : null,
        };
    }

    private long KeyBytes(ColumnContract column) => column.KeyType is null
        ? column.RowBytes
        : _facts.KeyLengths.GetValueOrDefault(column.Column.Name) * column.KeyUnitBytes;

    /// <summary>The least that a row takes when this index is there too: what no key holds may go off the row.</summary>
    private long RowBytesWith(SourceIndex index)
    {
        var keyed = _indexes.SelectMany(i => i.Columns).Concat(index.Columns).ToHashSet(StringComparer.Ordinal);
        return _columns.Values.Sum(c => (keyed.Contains(c.Column.Name), c) switch
        {
            (true, { KeyType: not null }) => KeyBytes(c) + 2,
            (false, { OffRowType: not null }) => Math.Min(c.RowBytes, ColumnContract.PointerBytes),
            _ => c.RowBytes,
        });
    }
}
