using MySqlConnector;
using Pipeline.Analytics.Definitions;
using Pipeline.Common;
using Pipeline.Common.Lineage;

namespace Pipeline.Analytics.Lineage;

/// <summary>What OpenLineage is told of marts: their replicas and, where the query can be followed, their columns.</summary>
internal static class MartLineage
{
    /// <summary>The marts, each made of its replicas; they are made while they are enumerated.</summary>
    public static async Task<IEnumerable<Dataset>> OfAsync(
        IReadOnlyList<Mart> marts, MySqlConnection connection, DatabaseUrl target, CancellationToken cancellation)
    {
        var columns = await connection.QueryAsync(
            "select table_name, column_name, column_type from information_schema.columns where table_schema = database() order by table_name, ordinal_position",
            row => (Table: row.GetString(0), Column: new DatasetColumn(row.GetString(1), row.GetString(2))),
            cancellation);
        var tables = columns.ToLookup(found => found.Table, found => found.Column, StringComparer.Ordinal);
        return marts.Select(mart => Of(mart, target, tables));
    }

    /// <summary>One mart.</summary>
    /// <param name="mart">The mart.</param>
    /// <param name="target">Where it and its replicas are.</param>
    /// <param name="tables">The columns of the tables there.</param>
    internal static Dataset Of(Mart mart, DatabaseUrl target, ILookup<string, DatasetColumn> tables)
    {
        Dictionary<string, Dataset> replicas = mart.Reads.ToDictionary(
            name => name, name => Dataset.MySql(target, name) with { Columns = [.. tables[name]] }, StringComparer.Ordinal);
        var query = QueryLineage.Of(mart.Query, replicas);
        if (query is not null && mart.Columns.Any(column => !query.Columns.ContainsKey(column.Name)))
            query = null;
        return Dataset.MySql(target, mart.Name) with
        {
            MadeOf = [.. replicas.Values],
            Deciders = [.. query?.Deciders ?? []],
            Columns = [.. mart.Columns.Select(c => new DatasetColumn(c.Name, c.Type, c.Comment) { From = query?.Columns[c.Name] ?? [] })],
        };
    }
}
