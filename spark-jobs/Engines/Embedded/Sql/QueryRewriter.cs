using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>
/// Walks the syntax tree of a query: puts the database's own names for its views, notes which columns it may use, and hands every
/// expression to <see cref="ExpressionRewriter"/>.
/// </summary>
internal sealed class QueryRewriter(Func<string, string?> viewName, Func<int> nextId, Func<JsonObject, string> print)
{
    private readonly HashSet<string> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<TypedSite> _sites = [];

    public IReadOnlyList<TypedSite> Sites => _sites;

    /// <summary>The names of all columns the query speaks of, or null when a star stands for all.</summary>
    public IReadOnlySet<string>? Columns => HasStar ? null : _columns;

    private bool HasStar { get; set; }

    public JsonNode Rewrite(JsonNode statement)
    {
        var scope = new Scope([], new ExpressionRewriter(nextId, _sites));
        return Visit(statement, scope)!;
    }

    private static Scope WithTables(JsonObject node, Scope scope, Func<JsonNode?, Scope, JsonNode?> visit)
    {
        if (node["cte_map"]?["map"] is not JsonArray tables)
            return scope;
        foreach (var table in tables)
        {
            var query = table!["value"]!.AsObject();
            query["query"] = visit(Taken(query, "query"), scope);
            scope = scope with { Tables = scope.Tables.Add(SqlTree.Text(table, "key")!) };
        }
        return scope;
    }

    private static JsonNode? Taken(JsonObject node, string property)
    {
        var value = node[property];
        node[property] = null;
        return value;
    }

    private JsonNode? Visit(JsonNode? node, Scope scope)
    {
        if (node is JsonArray items)
        {
            for (var index = 0; index < items.Count; index++)
            {
                var item = items[index];
                items[index] = null;
                items[index] = Visit(item, scope);
            }
            return items;
        }
        return node is JsonObject part ? VisitObject(part, scope) : node;
    }

    private JsonObject VisitObject(JsonObject node, Scope outer)
    {
        var isSelect = SqlTree.Text(node, "type") == "SELECT_NODE";
        var scope = WithTables(node, isSelect ? outer with { Expressions = new ExpressionRewriter(nextId, _sites) } : outer, Visit);
        if (isSelect)
        {
            ForeignClauses.Check(node);
            SortedNames.Check(node);
            NameColumns(node);
        }

        ExpressionRewriter.Enter(node);
        foreach (var property in node.Select(pair => pair.Key).ToArray())
        {
            if (property is not "cte_map" and not "value")
                node[property] = Visit(Taken(node, property), scope);
        }

        Note(node, scope);
        return scope.Expressions.Rewrite(node);
    }

    /// <summary>Keeps the name of a column that is computed, before what computes it is rewritten.</summary>
    private void NameColumns(JsonObject select)
    {
        foreach (var item in select["select_list"]!.AsArray())
        {
            if (SqlTree.Text(item, "alias") == "" && SqlTree.Class(item) is not ("COLUMN_REF" or "STAR" or "CONSTANT" or "SUBQUERY"))
                item!["alias"] = print(item.AsObject());
        }
    }

    private void Note(JsonObject node, Scope scope)
    {
        switch (SqlTree.Class(node))
        {
            case "STAR":
                HasStar = true;
                break;
            case "COLUMN_REF":
                foreach (var name in node["column_names"]!.AsArray())
                    _ = _columns.Add(name!.GetValue<string>());
                break;
            default:
                break;
        }
        if (node["using_columns"] is JsonArray shared)
            _columns.UnionWith(shared.Select(name => name!.GetValue<string>()));
        if (SqlTree.Text(node, "ref_type") == "NATURAL")
            HasStar = true;
        if (SqlTree.Text(node, "type") == "BASE_TABLE")
            Point(node, scope);
        else if (SqlTree.Text(node, "type") == "TABLE_FUNCTION")
            throw SparkEngineException.SqlFailed("it reads from a function; only views can be read.");
    }

    private void Point(JsonObject table, Scope scope)
    {
        var name = SqlTree.Text(table, "table_name")!;
        if (scope.Tables.Contains(name))
            return;
        table["table_name"] = viewName(name)
            ?? throw SparkEngineException.SqlFailed($"there is no view {name}; make it with CreateOrReplaceTempView(\"{name}\").");
        if (SqlTree.Text(table, "alias") == "")
            table["alias"] = name;
    }

    private sealed record Scope(ImmutableHashSet<string> Tables, ExpressionRewriter Expressions)
    {
        public Scope(IEnumerable<string> tables, ExpressionRewriter expressions)
            : this(ImmutableHashSet.CreateRange(StringComparer.OrdinalIgnoreCase, tables), expressions)
        {
        }
    }
}
