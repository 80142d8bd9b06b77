namespace Pipeline.Spark.Sql.Internal;

#pragma warning disable CA1001 // The source has no timer to dispose of, and calls may hold its token after the stop.
/// <summary>Counts the calls at work in a session, so that a stop interrupts them and the last one out closes what they used.</summary>
internal sealed class RunningWork(Action close)
#pragma warning restore CA1001
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private int _running;
    private bool _closed;

    public CancellationToken Token => _stop.Token;

    public IDisposable Begin()
    {
        lock (_gate)
        {
            if (_stop.IsCancellationRequested)
                throw SparkEngineException.Stopped();
            _running++;
            return new Call(this);
        }
    }

    public void Stop()
    {
        try
        {
            _stop.Cancel();
        }
        catch (AggregateException)
        {
            // A server's driver may fail to interrupt its work; every call was told all the same, and what they used has to be closed.
        }
        CloseWhenIdle(ended: 0);
    }

    private void CloseWhenIdle(int ended)
    {
        lock (_gate)
        {
            _running -= ended;
            if (_running > 0 || !_stop.IsCancellationRequested || _closed)
                return;
            _closed = true;
        }
        close();
    }

    private sealed class Call(RunningWork work) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
                work.CloseWhenIdle(ended: 1);
        }
    }
}
