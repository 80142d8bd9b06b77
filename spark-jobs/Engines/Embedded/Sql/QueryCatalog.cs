using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Spark.Sql.Internal;
using Pipeline.Spark.Sql.Internal.Plan;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>Gives every plan that SQL speaks of a name in the database: a loaded table for a source, a view for a query.</summary>
internal sealed partial class QueryCatalog(SqlDatabase database, Func<SourceScan, Relation> scan, EngineSettings settings)
{
    private readonly ConditionalWeakTable<SqlQuery, string> _views = [];
    private readonly ConditionalWeakTable<SourceScan, LoadedTable> _tables = [];
    private readonly ConditionalWeakTable<SqlQuery, StreamedRelation> _streams = [];

    // Who follows a topic asks the same of one range after another: what that takes in the database is made once.
    private readonly Dictionary<string, string?> _rowwise = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Text, string Columns), (StreamedQuery Query, SqlRelation Shape)> _bound = [];
    private int _nextId;

    public string ViewOf(SqlQuery query, CancellationToken stop)
    {
        if (_views.TryGetValue(query, out var known))
            return known;

        var tree = Parse(query.Text);
        var sources = new Dictionary<SourceScan, string>();
        var rewriter = new QueryRewriter(name => NameOf(query, name, sources, stop), NextId, Print);
        var rewritten = rewriter.Rewrite(tree);
        foreach (var (source, _) in sources)
            _tables.GetValue(source, NewTable).Load(rewriter.Columns, stop);

        var view = string.Create(CultureInfo.InvariantCulture, $"query_{NextId()}");
        Bind(view, ToSql(rewritten), rewriter.Sites, stop);
        _views.Add(query, view);
        return view;
    }

    /// <summary>The rows of a query that works row by row over a source of any size; null for any other query.</summary>
    public StreamedRelation? StreamOf(SqlQuery query, CancellationToken stop)
    {
        if (_streams.TryGetValue(query, out var known))
            return known;

        if (RowwiseTable(query.Text) is not { } name || query.Views.GetValueOrDefault(name) is not SourceScan plan || scan(plan) is not { IsStream: true } source)
            return null;

        var columns = source.Schema(stop);
        var key = (query.Text, columns.SimpleString);
        if (!_bound.TryGetValue(key, out var bound))
            _bound.Add(key, bound = BindStream(query.Text, columns.Fields, stop));

        var relation = new StreamedRelation(database, source, bound.Shape, bound.Query);
        _streams.Add(query, relation);
        return relation;
    }

    private int NextId() => ++_nextId;

    private string? RowwiseTable(string text)
    {
        if (!_rowwise.TryGetValue(text, out var table))
            _rowwise.Add(text, table = RowwiseQuery.TableOf(Parse(text)));
        return table;
    }

    private (StreamedQuery Query, SqlRelation Shape) BindStream(string text, List<StructField> fields, CancellationToken stop)
    {
        var table = string.Create(CultureInfo.InvariantCulture, $"stream_{NextId()}");
        var rewriter = new QueryRewriter(_ => table, NextId, Print);
        var sql = ToSql(rewriter.Rewrite(Parse(text)));
        var used = rewriter.Columns is { } columns ? fields.Where(field => columns.Contains(field.Name)).ToArray() : [.. fields];
        var streamed = new StreamedQuery(sql, table, used.Length > 0 ? used : [fields[0]]);
        database.Execute(streamed.Create(table), stop);
        var view = string.Create(CultureInfo.InvariantCulture, $"query_{NextId()}");
        Bind(view, sql, rewriter.Sites, stop);
        return (streamed, new SqlRelation(database, view));
    }

    private string? NameOf(SqlQuery query, string name, Dictionary<SourceScan, string> sources, CancellationToken stop)
    {
        switch (query.Views.GetValueOrDefault(name))
        {
            case SqlQuery inner:
                return ViewOf(inner, stop);
            case SourceScan source:
                return sources[source] = _tables.GetValue(source, NewTable).Name;
            default:
                return null;
        }
    }

    private LoadedTable NewTable(SourceScan source) =>
        new(database, scan(source), string.Create(CultureInfo.InvariantCulture, $"source_{NextId()}"), settings.Parallelism);

    private JsonNode Parse(string sparkSql)
    {
        var answer = JsonNode.Parse((string)database.Scalar("select cast(json_serialize_sql(cast($1 as varchar)) as varchar)", SparkSqlText.ToDuck(sparkSql))!)!;
        if (answer["error"]!.GetValue<bool>())
            throw SparkEngineException.SqlFailed(SqlTree.Text(answer, "error_message") ?? "it is not understood.");
        return answer["statements"]!.AsArray().Count == 1 ? answer : throw SparkEngineException.SqlFailed("it is not one select statement.");
    }

    private string ToSql(JsonNode tree) => (string)database.Scalar("select json_deserialize_sql(cast(cast($1 as varchar) as json))", tree.ToJsonString())!;

    /// <summary>Writes an expression as SQL, as the name of its column.</summary>
    private string Print(JsonObject expression)
    {
        var tree = Parse("select 1");
        tree["statements"]![0]!["node"]!["select_list"] = new JsonArray(expression.DeepClone());
        return ToSql(tree)["SELECT ".Length..].Replace("count_star()", "count(1)", StringComparison.Ordinal);
    }

    /// <summary>Creates the view, site by site: each failure to bind tells the types of one.</summary>
    private void Bind(string view, string sql, IReadOnlyList<TypedSite> sites, CancellationToken stop)
    {
        var unknown = sites.ToDictionary(site => site.Id);
        foreach (var probe in sites.Select(site => site.ResultProbe()).OfType<string>())
            database.Execute(probe, stop);
        while (true)
        {
            var probing = unknown.Values.Aggregate(sql, (text, site) => site.Probe(text));
            try
            {
                database.Execute($"create view {view} as {probing}", stop);
                return;
            }
            catch (SparkEngineException error) when (Told().Match(error.Message) is { Success: true } told)
            {
                var id = int.Parse(told.Groups["site"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
                _ = unknown.Remove(id, out var site);
                database.Execute(string.Join(";\n", site!.Resolve(SplitTypes(told.Groups["types"].Value))), stop);
            }
        }
    }

    private static List<string> SplitTypes(string types)
    {
        var parts = new List<string>();
        var depth = 0;
        var start = 0;
        for (var at = 0; at < types.Length; at++)
        {
            depth += types[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (types[at] == ',' && depth == 0)
            {
                parts.Add(types[start..at].Trim());
                start = at + 1;
            }
        }
        parts.Add(types[start..].Trim());
        return parts;
    }

    [GeneratedRegex(@"array_cross_product\(STRUCT\(""?site(?<site>\d+)""? INTEGER\), (?<types>.*)\)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Told();
}
