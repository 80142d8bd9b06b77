using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Pipeline.Spark.Sql.Internal;
using Pipeline.Spark.Sql.Internal.Plan;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Connect;

#pragma warning disable CA1001 // The source has no timer to dispose of, and the start may hold its token after the stop.
/// <summary>
/// An engine that starts while the program goes on, as a cluster takes seconds to give its executors. The first call that needs it waits;
/// where it cannot start, every such call throws why, and that it was stopped where it was.
/// </summary>
internal sealed class StartingEngine : IEngine
#pragma warning restore CA1001
{
    private readonly TimeSpan _patience;
    private readonly object _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private IEngine? _engine;
    private ExceptionDispatchInfo? _failure;
    private bool _isLeftAlone;

    /// <summary>Begins the start, on a thread of its own.</summary>
    /// <param name="version">What will execute the plans.</param>
    /// <param name="start">Starts it, and is told of a stop; a start that is at work cannot be interrupted.</param>
    /// <param name="patience">How long a stop waits for a start that is still at work.</param>
    public StartingEngine(string version, Func<CancellationToken, IEngine> start, TimeSpan patience)
    {
        Version = version;
        _patience = patience;
        new Thread(() => Start(start)) { IsBackground = true, Name = "start of the session" }.Start();
    }

    public string Version { get; }

    public ImmutableDictionary<string, LogicalPlan> Views => Engine.Views;

    private bool IsStarting => _engine is null && _failure is null;

    private IEngine Engine
    {
        get
        {
            lock (_gate)
            {
                while (IsStarting && !_stop.IsCancellationRequested)
                    _ = Monitor.Wait(_gate);
                if (_engine is null && _stop.IsCancellationRequested)
                    throw new OperationCanceledException("The session was stopped before it had started.", _failure?.SourceException);
                _failure?.Throw();
                return _engine!;
            }
        }
    }

    public void Check(SourceScan scan) => Engine.Check(scan);

    public StructType Schema(LogicalPlan plan) => Engine.Schema(plan);

    public IEnumerable<Row> Collect(LogicalPlan plan) => Engine.Collect(plan);

    public long Count(LogicalPlan plan) => Engine.Count(plan);

    public void CreateView(string name, LogicalPlan plan) => Engine.CreateView(name, plan);

    public void Write(LogicalPlan plan, WriteTarget target) => Engine.Write(plan, target);

    /// <summary>
    /// Waits for a start at work and stops what it started: a program that ended before would leave a JVM that nobody stops. However late it
    /// ends, what it started is stopped, by one of the two.
    /// </summary>
    public void Stop()
    {
        IEngine? started;
        lock (_gate)
        {
            _stop.Cancel();
            Monitor.PulseAll(_gate);
            var began = Stopwatch.GetTimestamp();
            while (IsStarting && _patience - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } left)
                _ = Monitor.Wait(_gate, left);
            _isLeftAlone = IsStarting;
            started = _engine;
        }
        started?.Stop();
    }

    private void Start(Func<CancellationToken, IEngine> start)
    {
        IEngine? late = null;
        try
        {
            var engine = start(_stop.Token);
            lock (_gate)
            {
                _engine = engine;
                late = _isLeftAlone ? engine : null;
                Monitor.PulseAll(_gate);
            }
        }
        catch (Exception error)
        {
            lock (_gate)
            {
                _failure = ExceptionDispatchInfo.Capture(error);
                Monitor.PulseAll(_gate);
            }
        }

        late?.Stop();
    }
}
