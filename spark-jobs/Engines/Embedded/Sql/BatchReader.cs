using System.Data.Common;
using DuckDB.NET.Data;
using Pipeline.Spark.Sql.Embedded.Rows;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>Runs a query over a source batch by batch, and reads the results one after the other.</summary>
internal sealed class BatchReader : RowReader
{
    // A batch is large enough that planning the query does not show, and small enough that several partitions fit into little memory.
    private const int BatchRows = 16 * 1024;
    private const int BatchBytes = 3 * 1024 * 1024;

    private readonly RowCursor _source;
    private readonly StreamedQuery _query;
    private readonly string _table;
    private readonly CancellationToken _stop;
    private readonly DuckDBConnection _connection;
    private readonly DuckDBCommand _create;
    private readonly DuckDBCommand _select;
    private readonly CancellationTokenRegistration _interrupt;
    private DbDataReader? _batch;
    private bool _ended;
    private bool _disposed;

    public BatchReader(SqlDatabase database, RowCursor source, StreamedQuery query, string table, string values, int fields, CancellationToken stop)
    {
        _source = source;
        _query = query;
        _table = table;
        _stop = stop;
        FieldCount = fields;
        _connection = database.Connect();
        _create = _connection.CreateCommand();
        _create.CommandText = query.Create(table);
        _select = _connection.CreateCommand();
        _select.CommandText = $"select {values} from ({query.Over(table)}) as streamed";
        _select.UseStreamingMode = true;
        _interrupt = stop.Register(_select.Cancel);
    }

    public override int FieldCount { get; }

    public override bool Read()
    {
        while (true)
        {
            if (_batch is not null && SqlDatabase.Guard(_batch.Read, _stop))
                return true;
            _batch?.Dispose();
            _batch = null;
            if (_ended)
                return false;
            if (Fill())
                _batch = SqlDatabase.Guard(_select.ExecuteReader, _stop);
        }
    }

    public override string GetName(int ordinal) => _batch!.GetName(ordinal);

    public override Type GetFieldType(int ordinal) => _batch!.GetFieldType(ordinal);

    public override bool IsDBNull(int ordinal) => _batch!.IsDBNull(ordinal);

    public override object GetValue(int ordinal) => _batch!.GetValue(ordinal);

    public override string GetString(int ordinal) => _batch!.GetString(ordinal);

    public override int GetInt32(int ordinal) => _batch!.GetInt32(ordinal);

    public override long GetInt64(int ordinal) => _batch!.GetInt64(ordinal);

    public override DateTime GetDateTime(int ordinal) => _batch!.GetDateTime(ordinal);

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _interrupt.Dispose();
            _batch?.Dispose();
            _select.Dispose();
            _create.CommandText = $"drop table if exists {_table}";
            _ = _create.ExecuteNonQuery();
            _create.Dispose();
            _connection.Dispose();
            _source.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>Takes the next rows of the source.</summary>
    /// <returns>True when there are any.</returns>
    private bool Fill()
    {
        _ = SqlDatabase.Guard(_create.ExecuteNonQuery, _stop);
        using var appender = _connection.CreateAppender(_table);
        var rows = 0;
        for (var bytes = 0; rows < BatchRows && bytes < BatchBytes; rows++)
        {
            if (!_source.Read())
            {
                _ended = true;
                break;
            }
            bytes += RowAppend.Add(appender.CreateRow(), _source, _query.Columns);
        }
        _stop.ThrowIfCancellationRequested();
        return rows > 0;
    }
}
