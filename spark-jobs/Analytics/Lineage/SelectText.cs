namespace Pipeline.Analytics.Lineage;

/// <summary>One select of a query, taken apart: <c>select … from … join … on … where … group by … having …</c>.</summary>
internal sealed record SelectText
{
    private static readonly HashSet<string> Clauses = new(StringComparer.OrdinalIgnoreCase)
    {
        "from", "join", "inner", "left", "right", "full", "cross", "outer", "on", "where", "group", "having", "order",
        "using", "lateral", "natural", "semi", "anti", "union", "intersect", "except", "minus", "limit", "offset", "window", "qualify", "distribute", "cluster", "sort",
    };

    /// <summary>What each column is computed by, by the column's name.</summary>
    public Dictionary<string, IReadOnlyList<SqlToken>> Columns { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is read, by the name that the select has for it.</summary>
    public Dictionary<string, string> Sources { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<IReadOnlyList<SqlToken>> JoinedBy { get; } = [];

    /// <summary>What follows where and having.</summary>
    public List<IReadOnlyList<SqlToken>> Filters { get; } = [];

    public List<IReadOnlyList<SqlToken>> Groups { get; } = [];

    /// <summary>Reads one up to its end or the bracket behind it.</summary>
    /// <exception cref="NotUnderstoodException">It holds something else, too.</exception>
    public static SelectText Read(TokenReader reader)
    {
        var select = new SelectText();
        reader.Take("select");
        foreach (var item in SqlList.Split(reader.TakeUntil(Clauses)))
            select.AddColumn(item);
        reader.Take("from");
        select.AddSource(reader);
        while (TakeJoin(reader) is { } isCross)
        {
            select.AddSource(reader);
            if (!isCross)
            {
                reader.Take("on");
                select.JoinedBy.Add(reader.TakeUntil(Clauses));
            }
        }

        if (reader.TryTake("where"))
            select.Filters.Add(reader.TakeUntil(Clauses));
        if (reader.TryTake("group"))
        {
            reader.Take("by");
            select.Groups.AddRange(SqlList.Split(reader.TakeUntil(Clauses)));
        }
        if (reader.TryTake("having"))
            select.Filters.Add(reader.TakeUntil(Clauses));
        return select;
    }

    /// <summary>True for a cross join, false for one by a condition, null where none follows.</summary>
    private static bool? TakeJoin(TokenReader reader)
    {
        var isCross = reader.TryTake("cross");
        if (!isCross && !reader.TryTake("inner") && (reader.TryTake("left") || reader.TryTake("right") || reader.TryTake("full")))
            reader.TryTake("outer");
        return reader.TryTake("join") ? isCross : null;
    }

    private void AddSource(TokenReader reader)
    {
        var table = reader.TakeName();
        var alias = reader.TryTake("as") ? reader.TakeName() : reader.TryTakeName(Clauses) ?? table;
        if (!Sources.TryAdd(alias, table))
            throw new NotUnderstoodException();
    }

    /// <summary><c>expression as name</c>, <c>column</c> or <c>source.column</c>.</summary>
    private void AddColumn(IReadOnlyList<SqlToken> item)
    {
        var hasAlias = item.Count > 2 && item[^2].Is("as");
        var isColumn = item.Count == 1 || (item.Count == 3 && item[1].Is("."));
        if ((!hasAlias && !isColumn) || item[^1].Kind is not (SqlTokenKind.Word or SqlTokenKind.QuotedName)
            || !Columns.TryAdd(item[^1].Text, hasAlias ? [.. item.SkipLast(2)] : item))
            throw new NotUnderstoodException();
    }
}
