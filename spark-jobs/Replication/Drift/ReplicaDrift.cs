using System.Globalization;
using System.Text.RegularExpressions;
using MySqlConnector;
using Pipeline.Common;
using Pipeline.Replication.Plan;

namespace Pipeline.Replication.Drift;

/// <summary>Finds in which ways the replica that stands there differs from the one that is planned.</summary>
internal static partial class ReplicaDrift
{
    private const string ColumnsQuery = """
        select column_name, column_type, is_nullable = 'YES', collation_name
        from information_schema.columns
        where table_schema = database() and table_name = @p0
        order by ordinal_position
        """;

    private const string KeysQuery = """
        select index_name, non_unique = 0, coalesce(column_name, '(expression)')
        from information_schema.statistics
        where table_schema = database() and table_name = @p0
        order by index_name, seq_in_index
        """;

    /// <summary>One line a difference; none when there is no replica yet.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(MySqlConnection target, TablePlan plan, MySqlServer server, CancellationToken cancellation)
    {
        var found = await target.QueryAsync(
            ColumnsQuery,
            row => new ReplicaColumn(
                row.GetString(0), Normal(row.GetString(1), server), Convert.ToInt32(row.GetValue(2), null) == 1, row.IsDBNull(3) ? null : row.GetString(3)),
            cancellation,
            plan.Target);
        if (found.Count == 0)
            return [];

        var planned = Planned(plan, server);
        if (!await HasRowsAsync(target, plan.Target, cancellation))
            found = [.. found.Select(column => column with { Collation = planned.Find(c => c.Name == column.Name)?.Collation })];
        return Between(found, await KeysAsync(target, plan.Target, cancellation), planned, [.. plan.Keys.Indexes.Select(Key)]);
    }

    /// <summary>Put together here: the server takes names for the same that differ by an accent, and cuts a long list of columns off.</summary>
    private static async Task<IReadOnlyList<string>> KeysAsync(MySqlConnection target, string replica, CancellationToken cancellation)
    {
        var rows = await target.QueryAsync(
            KeysQuery, row => (Index: row.GetString(0), IsUnique: Convert.ToInt32(row.GetValue(1), null) == 1, Column: row.GetString(2)), cancellation, replica);
        return [.. rows.GroupBy(row => row.Index, StringComparer.Ordinal)
            .Select(key => Key(new(key.Key, [.. key.Select(row => row.Column)], key.Key == "PRIMARY", key.First().IsUnique)))];
    }

    /// <summary>An empty replica, as db/init_mysql.sql makes it with a collation that all servers know, is one that waits for its first run.</summary>
    public static async Task<bool> HasRowsAsync(MySqlConnection target, string replica, CancellationToken cancellation) =>
        await target.ScalarAsync<long>($"select exists (select 1 from {SqlName.MySql(replica)})", cancellation) != 0;

    /// <summary>True when each column takes as much as the plan gives it: a length in a key that grew is no other shape, but needs a new table.</summary>
    public static async Task<bool> HoldsLengthsAsync(MySqlConnection target, TablePlan plan, MySqlServer server, CancellationToken cancellation)
    {
        var types = (await target.QueryAsync(ColumnsQuery, row => (row.GetString(0), Normal(row.GetString(1), server)), cancellation, plan.Target))
            .ToDictionary(StringComparer.Ordinal);
        var layout = plan.Layout;
        return plan.Columns.All(c => types.TryGetValue(c.Column.Name, out var standing)
            && Holds(standing, Normal(layout.TypeOf(c), server), mayBeLonger: plan.Keys.KeyTypes.ContainsKey(c.Column.Name)));
    }

    /// <summary>Text in a key is as long as its longest value was once: a shorter one finds room there.</summary>
    internal static bool Holds(string standing, string planned, bool mayBeLonger) => standing == planned
        || mayBeLonger && SizedText().Match(standing) is { Success: true } now && SizedText().Match(planned) is { Success: true } then
            && now.Groups["type"].Value == then.Groups["type"].Value
            && int.Parse(now.Groups["length"].Value, CultureInfo.InvariantCulture) >= int.Parse(then.Groups["length"].Value, CultureInfo.InvariantCulture);

    internal static IReadOnlyList<string> Between(
        IReadOnlyList<ReplicaColumn> found, IReadOnlyList<string> foundKeys, IReadOnlyList<ReplicaColumn> planned, IReadOnlyList<string> plannedKeys)
    {
        var before = found.ToDictionary(c => c.Name, StringComparer.Ordinal);
        var after = planned.ToDictionary(c => c.Name, StringComparer.Ordinal);
        List<string> differences =
        [
            .. found.Where(c => !after.ContainsKey(c.Name)).Select(c => $"column {c.Name} is gone"),
            .. planned.Where(c => !before.ContainsKey(c.Name)).Select(c => $"column {c.Name} ({c}) is new"),
            .. planned.Where(c => before.TryGetValue(c.Name, out var old) && old != c).Select(c => $"column {c.Name} is {before[c.Name].Beside(c)}, now {c.Beside(before[c.Name])}"),
            .. foundKeys.Except(plannedKeys, StringComparer.Ordinal).Select(k => $"{k} is gone"),
            .. plannedKeys.Except(foundKeys, StringComparer.Ordinal).Select(k => $"{k} is new"),
        ];
        if (differences.Count == 0 && !found.Select(c => c.Name).SequenceEqual(planned.Select(c => c.Name), StringComparer.Ordinal))
            differences.Add("the columns stand in another order");
        return differences;
    }

    /// <summary>The type without what a server adds or leaves out, and without a length that follows the data.</summary>
    internal static string Normal(string type, MySqlServer server)
    {
        var lower = IntegerWidth().Replace(type.ToLowerInvariant(), "");
        return server.IsMariaDb && lower == "json" ? "longtext" : lower;
    }

    private static List<ReplicaColumn> Planned(TablePlan plan, MySqlServer server)
    {
        var primary = plan.Keys.Indexes.Where(i => i.IsPrimary).SelectMany(i => i.Columns).ToHashSet(StringComparer.Ordinal);
        return [.. plan.Columns.Select(c => new ReplicaColumn(
            c.Column.Name, Normal(plan.Layout.TypeOf(c), server), !c.Column.NotNull && !primary.Contains(c.Column.Name), CollationOf(plan.Layout.TypeOf(c), server)))];
    }

    /// <summary>The table's, where it holds text. MariaDB's json is text with a collation of its own, MySQL's is none.</summary>
    private static string? CollationOf(string type, MySqlServer server) => type switch
    {
        "json" => server.IsMariaDb ? "utf8mb4_bin" : null,
        _ => type.Contains("char", StringComparison.Ordinal) || type.EndsWith("text", StringComparison.Ordinal) ? server.ExactCollation : null,
    };

    private static string Key(PlannedIndex index) =>
        $"{(index.IsPrimary ? "primary key" : index.IsUnique ? "unique key" : "index")} ({string.Join(", ", index.Columns)})";

    [GeneratedRegex(@"(?<=^(smallint|int|bigint))\(\d+\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IntegerWidth();

    [GeneratedRegex(@"^(?<type>varchar|varbinary)\((?<length>\d+)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SizedText();
}
