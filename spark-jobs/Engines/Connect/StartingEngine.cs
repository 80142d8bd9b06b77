using System.Collections.Immutable;
using Pipeline.Spark.Sql.Internal;
using Pipeline.Spark.Sql.Internal.Plan;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Connect;

/// <summary>
/// An engine that starts while the program goes on, as a cluster takes seconds to give its executors. The first call that needs it waits;
/// where it cannot start, every such call throws why.
/// </summary>
/// <param name="version">What will execute the plans.</param>
/// <param name="start">Starts it; the start itself cannot be interrupted.</param>
/// <param name="patience">How long a stop waits for a start that is still at work.</param>
internal sealed class StartingEngine(string version, Func<IEngine> start, TimeSpan patience) : IEngine
{
    private readonly Task<IEngine> _started = Task.Factory.StartNew(start, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Version => version;

    public ImmutableDictionary<string, LogicalPlan> Views => Engine.Views;

    private IEngine Engine
    {
        get
        {
            _ = Task.WaitAny(_started, _stop.Task);
            return _started.IsCompleted
                ? _started.GetAwaiter().GetResult()
                : throw new OperationCanceledException("The session was stopped before it had started.");
        }
    }

    public void Check(SourceScan scan) => Engine.Check(scan);

    public StructType Schema(LogicalPlan plan) => Engine.Schema(plan);

    public IEnumerable<Row> Collect(LogicalPlan plan) => Engine.Collect(plan);

    public long Count(LogicalPlan plan) => Engine.Count(plan);

    public void CreateView(string name, LogicalPlan plan) => Engine.CreateView(name, plan);

    public void Write(LogicalPlan plan, WriteTarget target) => Engine.Write(plan, target);

    /// <summary>Waits for a start at work, because one that is cut off leaves a trace in the log; however late it ends, what it started is stopped.</summary>
    public void Stop()
    {
        _ = _stop.TrySetResult();
        var ended = _started.ContinueWith(
            started => started.Result.Stop(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        _ = Task.WaitAny([ended], patience);
    }
}
