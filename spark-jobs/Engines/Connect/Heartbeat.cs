namespace Pipeline.Spark.Sql.Connect;

/// <summary>Calls the server now and then: it closes a session of which it hears nothing for long, were its client only waiting.</summary>
internal sealed class Heartbeat : IDisposable
{
    /// <summary>Well within the hour after which a server closes a silent session, unless it is set otherwise.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromMinutes(10);

    private readonly Timer _timer;

    public Heartbeat(TimeSpan every, Action beat) => _timer = new Timer(_ => beat(), null, every, every);

    public void Dispose() => _timer.Dispose();
}
