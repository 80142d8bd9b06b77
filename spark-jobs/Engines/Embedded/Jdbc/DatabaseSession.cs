using System.Data.Common;
using System.Net.Sockets;

namespace Pipeline.Spark.Sql.Embedded.Jdbc;

/// <summary>A connection of the engine that can be interrupted from another thread, whatever it executes.</summary>
internal abstract class DatabaseSession : IDisposable
{
    private static readonly TimeSpan RepeatInterrupt = TimeSpan.FromMilliseconds(500);
    private readonly Lock _gate = new();
    private CancellationTokenRegistration _registration;
    private Timer? _repeat;
    private bool _closed;

    public abstract DbConnection Connection { get; }

    public DbCommand Command(string text)
    {
        var command = Connection.CreateCommand();
        command.CommandText = text;
        command.CommandTimeout = 0;
        return command;
    }

    public void Execute(string text)
    {
        using var command = Command(text);
        _ = command.ExecuteNonQuery();
    }

    /// <summary>Asks the server, over a second connection, to end what this one executes.</summary>
    public void Interrupt()
    {
        try
        {
            EndStatement();
        }
        catch (Exception error) when (error is DbException or InvalidOperationException or SocketException or IOException or TimeoutException)
        {
            // A server that cannot be asked ends the statement itself when the connection closes.
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _repeat?.Dispose();
        }
        _registration.Dispose();
        try
        {
            Connection.Dispose();
        }
        catch (DbException)
        {
            // It broke before; that error is already on its way to the caller.
        }
    }

    protected abstract void EndStatement();

    /// <summary>From now on the token interrupts. It asks again and again: a request between two statements ends neither.</summary>
    protected void InterruptOn(CancellationToken stop) => _registration = stop.Register(() =>
    {
        lock (_gate)
        {
            if (!_closed)
                _repeat = new Timer(_ => Interrupt(), state: null, TimeSpan.Zero, RepeatInterrupt);
        }
    });
}
