using System.Collections.Immutable;
using System.Globalization;
using Pipeline.Spark.Sql;
using Pipeline.Spark.Sql.Embedded;
using Pipeline.Spark.Sql.Embedded.Rows;
using Pipeline.Spark.Sql.Embedded.Sql;
using Pipeline.Spark.Sql.Internal;
using Pipeline.Spark.Sql.Internal.Plan;

namespace Pipeline.Engines.Tests.Sql;

/// <summary>The SQL half of the engine with tables made up here instead of a server's.</summary>
internal sealed class SqlBench : IDisposable
{
    private readonly Dictionary<SourceScan, Relation> _relations = [];
    private readonly SqlDatabase _database;
    private ImmutableDictionary<string, LogicalPlan> _views = ImmutableDictionary.Create<string, LogicalPlan>(StringComparer.OrdinalIgnoreCase);

    public SqlBench(string memoryLimit = "256m") => _database = new SqlDatabase(
        EngineSettings.From(new Dictionary<string, string>(StringComparer.Ordinal) { ["spark.pipeline.memoryLimit"] = memoryLimit }),
        scan => _relations[scan]);

    public SqlBench With(string view, Relation rows)
    {
        var scan = new SourceScan("test", new SourceOptions([]), predicates: null);
        _relations[scan] = rows;
        _views = _views.SetItem(view, scan);
        return this;
    }

    public SqlBench With(string view, string sql)
    {
        _views = _views.SetItem(view, new SqlQuery(sql, _views));
        return this;
    }

    public string Types(string sql) =>
        string.Join(", ", Relation(sql).Schema(CancellationToken.None).Fields.Select(field => field.DataType.SimpleString));

    public string Names(string sql) =>
        string.Join(", ", Relation(sql).Schema(CancellationToken.None).Fields.Select(field => field.Name));

    /// <summary>The rows as text: values by comma, rows by semicolon.</summary>
    public string Rows(string sql)
    {
        var relation = Relation(sql);
        var schema = relation.Schema(CancellationToken.None);
        using var cursor = relation.Open(0, [.. schema.Fields.Select(field => field.Name)], CancellationToken.None);
        var rows = new List<string>();
        while (SqlDatabase.Guard(cursor.Read, CancellationToken.None))
        {
            rows.Add(string.Join(", ", schema.Fields.Select((field, column) =>
                Convert.ToString(ColumnValues.ForRow(cursor.Reader, column, field), CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "null")));
        }
        return string.Join("; ", rows);
    }

    /// <summary>The type and the value of one expression.</summary>
    public string Value(string expression) => $"{Types($"select {expression}")} {Rows($"select {expression}")}";

    /// <summary>How many tables, views and macros the session has made and not dropped.</summary>
    public long CatalogSize() => Convert.ToInt64(
        _database.Scalar(
            """
            select count(*)
            from (
                select table_name from duckdb_tables()
                union all
                select view_name from duckdb_views() where not internal
                union all
                select function_name from duckdb_functions() where not internal
            ) as made(name)
            where name <> $1
            """,
            ""),
        CultureInfo.InvariantCulture);

    public SparkEngineException Refusal(string sql) => Should.Throw<SparkEngineException>(() => Rows(sql));

    public Relation Relation(string sql) => _database.Relation(new SqlQuery(sql, _views), CancellationToken.None);

    public void Dispose() => _database.Dispose();
}
