using Pipeline.Replication.Contract;

namespace Pipeline.Replication.Plan;

/// <summary>The types of a replica's columns as the row limits let them be: the widest text outside a key goes off the row first.</summary>
internal sealed class RowLayout
{
    public const int RowBytesAllowed = 65_000;
    private const int PageBytesAllowed = 8_000;

    /// <summary>InnoDB may keep a longer value outside the page.</summary>
    private const int LongestKeptInPage = 40;
    private const int PagePointerBytes = 20;

    private readonly Dictionary<string, string> _types;
    private readonly IReadOnlyList<ColumnContract> _columns;
    private readonly KeyPlan _keys;

    private RowLayout(IReadOnlyList<ColumnContract> columns, KeyPlan keys, Dictionary<string, string> types, int rowBytes)
    {
        _columns = columns;
        _keys = keys;
        _types = types;
        RowBytes = rowBytes;
    }

    /// <summary>What the declared columns count towards MySQL's limit of 65,535.</summary>
    public int RowBytes { get; }

    public bool FitsRow => RowBytes <= RowBytesAllowed;

    /// <summary>What InnoDB takes for the longest possible row within a page of 16 KB.</summary>
    public int PageBytes => _columns.Sum(c => IsPrimary(c) ? _keys.RowBytes(c) : IsVariable(c) ? InPage(c) + 1 : c.RowBytes);

    /// <summary>False where InnoDB refuses the table unless told to look at the rows themselves.</summary>
    public bool FitsPage => PageBytes <= PageBytesAllowed;

    /// <summary>True, in PostgreSQL, for a row that does not fit a page.</summary>
    public string TooLongRow
    {
        get
        {
            var fixedBytes = _columns.Where(c => !IsVariable(c)).Sum(c => c.RowBytes);
            var variable = _columns.Where(IsVariable).Select(c => IsPrimary(c)
                ? $"{c.OctetsExpression} + 1"
                : $"case when {c.OctetsExpression} > {LongestKeptInPage} then {PagePointerBytes} else coalesce({c.OctetsExpression}, 0) end + 1");
            return $"{string.Join(" + ", variable)} > {PageBytesAllowed - fixedBytes}";
        }
    }

    public string TypeOf(ColumnContract column) => _types[column.Column.Name];

    public static RowLayout Of(IReadOnlyList<ColumnContract> columns, KeyPlan keys)
    {
        var types = columns.ToDictionary(
            c => c.Column.Name, c => keys.KeyTypes.GetValueOrDefault(c.Column.Name) ?? c.MySqlType, StringComparer.Ordinal);
        var keyed = keys.Indexes.SelectMany(i => i.Columns).ToHashSet(StringComparer.Ordinal);
        var bytes = columns.Sum(keys.RowBytes);
        foreach (var column in columns.Where(c => c.OffRowType is not null && !keyed.Contains(c.Column.Name)).OrderByDescending(c => c.RowBytes))
        {
            if (bytes <= RowBytesAllowed)
                break;
            types[column.Column.Name] = column.OffRowType!;
            bytes -= column.RowBytes - ColumnContract.PointerBytes;
        }
        return new(columns, keys, types, bytes);
    }

    /// <summary>A column kept outside the row counts as its longest value that is not.</summary>
    private static int InPage(ColumnContract column) => column.RowBytes <= ColumnContract.PointerBytes ? LongestKeptInPage : Math.Min(column.RowBytes, LongestKeptInPage);

    /// <summary>The primary key stays in the page, however long it is.</summary>
    private bool IsPrimary(ColumnContract column) =>
        _keys.Indexes.Any(i => i.IsPrimary && i.Columns.Contains(column.Column.Name, StringComparer.Ordinal));

    private static bool IsVariable(ColumnContract column) =>
        column.OffRowType is not null || column.KeyType is not null || column.MySqlType is "json" || column.MySqlType.StartsWith("char", StringComparison.Ordinal);
}
