using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Pipeline.Spark.Sql.Embedded.Rows;
using Pipeline.Spark.Sql.Embedded.Sql;
using Pipeline.Spark.Sql.Internal;
using Pipeline.Spark.Sql.Internal.Plan;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded;

/// <summary>Executes plans in this process: scans and writes by the databases' own drivers, SQL by DuckDB.</summary>
internal sealed class EmbeddedEngine : IEngine
{
    private readonly Lock _gate = new();
    private readonly ConditionalWeakTable<SourceScan, Relation> _scans = [];
    private readonly EngineSettings _settings;
    private readonly RunningWork _work;
    private ImmutableDictionary<string, LogicalPlan> _views = ImmutableDictionary.Create<string, LogicalPlan>(StringComparer.OrdinalIgnoreCase);
    private SqlDatabase? _sql;

    public EmbeddedEngine(EngineSettings settings)
    {
        _settings = settings;
        _work = new RunningWork(() => _sql?.Dispose());
    }

    public string Version => "embedded 1.0";

    public ImmutableDictionary<string, LogicalPlan> Views => _views;

    public void Check(SourceScan scan)
    {
        scan.RequirePredicates();
        _ = Scan(scan);
    }

    public StructType Schema(LogicalPlan plan) => Run("The columns cannot be read", stop => Rows(plan, stop).Schema(stop));

    public long Count(LogicalPlan plan) => Run("The rows cannot be counted", stop =>
    {
        var rows = Rows(plan, stop);
        long total = 0;
        PartitionRunner.Run(
            rows.Partitions, _settings.Parallelism, (partition, cancelled) => Interlocked.Add(ref total, rows.Count(partition, cancelled)), stop);
        return total;
    });

    public IEnumerable<Row> Collect(LogicalPlan plan)
    {
        using var call = _work.Begin();
        var (rows, schema) = Run("The rows cannot be read", stop => (Rows(plan, stop), Rows(plan, stop).Schema(stop)));
        string[] columns = [.. schema.Fields.Select(field => field.Name)];
        for (var partition = 0; partition < rows.Partitions; partition++)
        {
            using var cursor = Run("The rows cannot be read", stop => rows.Open(partition, columns, stop));
            while (Run("The rows cannot be read", _ => Next(cursor, schema)) is { } row)
                yield return row;
        }
    }

    public void CreateView(string name, LogicalPlan plan)
    {
        using var call = _work.Begin();
        _ = ImmutableInterlocked.AddOrUpdate(ref _views, name, plan, (_, _) => plan);
    }

    public void Write(LogicalPlan plan, WriteTarget target)
    {
        if (!string.Equals(target.Mode, nameof(SaveMode.Append), StringComparison.OrdinalIgnoreCase))
            throw SparkEngineException.ModeRefused(target.Mode);

        var format = Formats.Write(target.Format);
        _ = Run($"Writing {target.Options.Find("dbtable")} failed", stop =>
        {
            format.Write(Rows(plan, stop), target.Options, _settings, stop);
            return true;
        });
    }

    public void Stop() => _work.Stop();

    private static Row? Next(RowCursor cursor, StructType schema)
    {
        if (!cursor.Read())
            return null;
        var values = new object?[schema.Fields.Count];
        for (var column = 0; column < values.Length; column++)
            values[column] = ColumnValues.ForRow(cursor.Reader, column, schema.Fields[column]);
        return new Row(values, schema);
    }

    private Relation Scan(SourceScan scan) => _scans.GetValue(scan, plan => Formats.Scan(plan.Format).Open(plan, _settings));

    private Relation Rows(LogicalPlan plan, CancellationToken stop) => plan switch
    {
        SourceScan scan => Scan(scan),
        SqlQuery query => Sql().Relation(query, stop),
        _ => throw new InvalidOperationException($"The embedded engine does not know the plan {plan.GetType().Name}."),
    };

    private SqlDatabase Sql()
    {
        lock (_gate)
            return _sql ??= new SqlDatabase(_settings, Scan);
    }

    /// <summary>The one place where a server's error becomes the engine's, and whatever a stop broke becomes a cancellation.</summary>
    private T Run<T>(string what, Func<CancellationToken, T> work)
    {
        using var call = _work.Begin();
        try
        {
            return work(_work.Token);
        }
        catch (Exception error) when (_work.Token.IsCancellationRequested && error is not OperationCanceledException)
        {
            throw new OperationCanceledException("The session was stopped while this was at work.", error, _work.Token);
        }
        catch (Exception error) when (error is DbException or IOException)
        {
            throw ServerErrorText.Explain(what, error);
        }
    }
}
