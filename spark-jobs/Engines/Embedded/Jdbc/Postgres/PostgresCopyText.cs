using Npgsql;
using Pipeline.Spark.Sql.Embedded.Rows;

namespace Pipeline.Spark.Sql.Embedded.Jdbc.Postgres;

/// <summary>What COPY TO STDOUT sends, byte for byte, save for the two escapes that MySQL does not know.</summary>
internal sealed class PostgresCopyText : CopyText
{
    // The driver hands over a row at a time: chunks are filled up, so that the other side gets few and large packets.
    private const int ChunkSize = 256 * 1024;

    private readonly PostgresSession _session;
    private readonly TextReader _export;
    private readonly Stream _raw;
    private readonly bool _forMySql;
    private readonly CancellationToken _stop;
    private MySqlEscapes _escapes;
    private bool _ended;

    public PostgresCopyText(PostgresSession session, string copy, CopyDialect dialect, CancellationToken stop)
    {
        _session = session;
        _forMySql = dialect == CopyDialect.MySql;
        _stop = stop;
        _export = session.Npgsql.BeginTextExport(copy);
        _raw = ((StreamReader)_export).BaseStream;
    }

    public override int Read(Span<byte> buffer)
    {
        _stop.ThrowIfCancellationRequested();
        if (_ended)
            return 0;

        var chunk = buffer[..Math.Min(buffer.Length, ChunkSize)];
        var filled = _escapes.Carried;
        while (filled < chunk.Length && !_ended)
        {
            var read = _raw.Read(chunk[filled..]);
            filled += read;
            _ended = read == 0;
        }
        var ready = _forMySql ? _escapes.Translate(chunk[..filled], _ended) : filled;
        Rows += chunk[..ready].Count((byte)'\n');
        return ready;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            try
            {
                if (!_ended)
                    _session.Interrupt();
                _export.Dispose();
            }
            catch (Exception error) when (error is NpgsqlException or OperationCanceledException)
            {
                // Interrupted on purpose, or its error has been thrown by Read.
            }
            finally
            {
                _session.Dispose();
            }
        }
        base.Dispose(disposing);
    }
}
