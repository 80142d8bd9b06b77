using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Pipeline.Spark.Sql.Internal;
using Pipeline.Spark.Sql.Internal.Plan;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>The DuckDB database behind the SQL of a session. It is made when the first query needs it, and takes its temporary files with it.</summary>
internal sealed class SqlDatabase : IDisposable
{
    private readonly Lock _gate = new();
    private readonly DuckDBConnection _root = new("DataSource=:memory:");
    private readonly TemporaryFolder _temporary = TemporaryFolder.Create(Path.GetTempPath());
    private readonly QueryCatalog _catalog;

    public SqlDatabase(EngineSettings settings, Func<SourceScan, Relation> scan)
    {
        try
        {
            Configure(settings);
        }
        catch
        {
            Dispose();
            throw;
        }
        _catalog = new QueryCatalog(this, scan, settings);
    }

    /// <summary>The rows of a query, ready to be read.</summary>
    public Relation Relation(SqlQuery query, CancellationToken stop)
    {
        lock (_gate)
            return _catalog.StreamOf(query, stop) ?? (Relation)new SqlRelation(this, _catalog.ViewOf(query, stop));
    }

    /// <summary>Another connection to the same database.</summary>
    public DuckDBConnection Connect()
    {
        var connection = _root.Duplicate();
        connection.Open();
        return connection;
    }

    public void Execute(string sql, CancellationToken stop)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var interrupt = stop.Register(command.Cancel);
        Guard(() => command.ExecuteNonQuery(), stop);
    }

    /// <summary>Runs a query of one value.</summary>
    public object? Scalar(string sql, string argument)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        _ = command.Parameters.Add(new DuckDBParameter(argument));
        return Guard(command.ExecuteScalar, CancellationToken.None);
    }

    /// <summary>An error of DuckDB is an error of the query.</summary>
    public static T Guard<T>(Func<T> work, CancellationToken stop)
    {
        try
        {
            return work();
        }
        catch (DuckDBException error) when (!stop.IsCancellationRequested)
        {
            throw SqlFailure.Explain(error);
        }
    }

    public void Dispose()
    {
        _root.Dispose();
        _temporary.Dispose();
    }

    private void Configure(EngineSettings settings)
    {
        _root.Open();
        var memory = Math.Max(1, settings.MemoryLimit >> 20);
        Execute(
            _root,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                set global temp_directory = '{_temporary.Path.Replace("'", "''", StringComparison.Ordinal)}';
                set global memory_limit = '{memory}MiB';
                set global threads = {Environment.ProcessorCount};
                set global TimeZone = 'UTC';
                set global default_null_order = 'nulls_first_on_asc_last_on_desc';
                set global autoinstall_known_extensions = false;
                set global autoload_known_extensions = false;
                """));
        _root.RegisterScalarFunction<string?, string?, int, string?>("spark_divide", WideDecimal.Divide);
        _root.RegisterScalarFunction<string?, string?, int, string?>("spark_multiply", WideDecimal.Multiply);
        _root.RegisterScalarFunction<double?, string?>("spark_double_text", DoubleText.Of);
        _root.RegisterScalarFunction<float?, string?>("spark_float_text", DoubleText.Of);
        _root.RegisterScalarFunction<double?, int, string?>("spark_digits", DoubleText.Digits);
        _root.RegisterScalarFunction<double?, int, double?>("spark_round", DoubleText.Round);
        using (var macros = typeof(SqlDatabase).Assembly.GetManifestResourceStream("macros.sql")!)
        using (var reader = new StreamReader(macros))
            Execute(_root, reader.ReadToEnd());
        Execute(_root, "set global enable_external_access = false; set global lock_configuration = true");
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }
}
