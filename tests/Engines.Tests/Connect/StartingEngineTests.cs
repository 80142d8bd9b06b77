using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pipeline.Spark.Sql;
using Pipeline.Spark.Sql.Connect;
using Pipeline.Spark.Sql.Embedded;
using Pipeline.Spark.Sql.Internal;
using Pipeline.Spark.Sql.Internal.Plan;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Engines.Tests.Connect;

public sealed class StartingEngineTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private static readonly LogicalPlan One = new SqlQuery("select 1 as one", new EmbeddedEngine(EngineSettings.From(new Dictionary<string, string>(StringComparer.Ordinal))).Views);

    private readonly ManualResetEventSlim _mayStart = new();

    public void Dispose() => _mayStart.Dispose();

    [Fact]
    public async Task Its_version_is_known_at_once_and_a_call_waits_for_the_start()
    {
        var engine = new StartingEngine("4.0.4", Start, Long);

        engine.Version.ShouldBe("4.0.4");
        var counting = Task.Run(() => engine.Count(One), TestContext.Current.CancellationToken);
        counting.IsCompleted.ShouldBeFalse();
        _mayStart.Set();

        (await counting).ShouldBe(1);
        engine.Stop();
    }

    [Fact]
    public void A_start_that_fails_is_what_every_call_throws()
    {
        var engine = new StartingEngine("4.0.4", _ => throw SparkEngineException.SqlFailed("no master"), Long);

        Should.Throw<SparkEngineException>(() => engine.Count(One)).Message.ShouldContain("no master");
        Should.Throw<SparkEngineException>(() => engine.Views).Message.ShouldContain("no master");
        engine.Stop();
    }

    [Fact]
    public async Task A_stop_ends_the_waiting_and_then_the_engine_that_had_started_meanwhile()
    {
        IEngine? started = null;
        var engine = new StartingEngine("4.0.4", stop => started = Start(stop), Long);
        var counting = Task.Run(() => engine.Count(One), TestContext.Current.CancellationToken);

        var stopping = Task.Run(engine.Stop, TestContext.Current.CancellationToken);
        await Should.ThrowAsync<OperationCanceledException>(counting);
        stopping.IsCompleted.ShouldBeFalse();
        _mayStart.Set();
        await stopping;

        Should.Throw<SparkEngineException>(() => started!.Count(One)).Message.ShouldContain("stopped");
    }

    [Fact]
    public async Task A_start_hears_of_the_stop_and_what_fails_then_counts_as_stopped()
    {
        using var heard = new ManualResetEventSlim();
        var engine = new StartingEngine(
            "4.0.4",
            stop =>
            {
                _ = stop.WaitHandle.WaitOne();
                heard.Set();
                throw SparkEngineException.SqlFailed("its JVM has ended");
            },
            Long);

        await Task.Run(engine.Stop, TestContext.Current.CancellationToken);

        heard.IsSet.ShouldBeTrue();
        Should.Throw<OperationCanceledException>(() => engine.Count(One));
    }

    /// <summary>The second of two stops returns while the first is at work, and the program with it.</summary>
    [Fact]
    public async Task What_started_while_a_stop_waited_is_stopped_once_and_by_whoever_waited()
    {
        var started = new StoppedByWhom();
        var engine = new StartingEngine(
            "4.0.4",
            _ =>
            {
                _mayStart.Wait(TestContext.Current.CancellationToken);
                return started;
            },
            Long);

        var stopping = Task.Factory.StartNew(engine.Stop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Should.Throw<OperationCanceledException>(() => engine.Count(One));
        _mayStart.Set();
        await stopping;

        started.Stoppers.ShouldHaveSingleItem().ShouldNotBe("start of the session");
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_ever_and_what_starts_later_is_stopped_all_the_same()
    {
        var late = new TaskCompletionSource<IEngine>();
        var engine = new StartingEngine(
            "4.0.4",
            stop =>
            {
                var started = Start(stop);
                late.SetResult(started);
                return started;
            },
            TimeSpan.FromMilliseconds(20));

        engine.Stop();

        Should.Throw<OperationCanceledException>(() => engine.Count(One));
        _mayStart.Set();
        var stopped = await late.Task;
        while (Record.Exception(() => stopped.Count(One)) is null)
            await Task.Delay(10, TestContext.Current.CancellationToken);
    }

    // As Spark's, a start that is at work does not heed the stop.
    private EmbeddedEngine Start(CancellationToken _)
    {
        _mayStart.Wait(TestContext.Current.CancellationToken);
        return new EmbeddedEngine(EngineSettings.From(new Dictionary<string, string>(StringComparer.Ordinal)));
    }

    /// <summary>Takes its time to stop, as a session does, and keeps the names of the threads that asked for it.</summary>
    private sealed class StoppedByWhom : IEngine
    {
        public ConcurrentQueue<string> Stoppers { get; } = [];

        public string Version => "4.0.4";

        public ImmutableDictionary<string, LogicalPlan> Views => ImmutableDictionary<string, LogicalPlan>.Empty;

        public void Stop()
        {
            Stoppers.Enqueue(Thread.CurrentThread.Name ?? "");
            Thread.Sleep(100);
        }

        public void Check(SourceScan scan) => throw new NotSupportedException();

        public StructType Schema(LogicalPlan plan) => throw new NotSupportedException();

        public IEnumerable<Row> Collect(LogicalPlan plan) => throw new NotSupportedException();

        public long Count(LogicalPlan plan) => throw new NotSupportedException();

        public void CreateView(string name, LogicalPlan plan) => throw new NotSupportedException();

        public void Write(LogicalPlan plan, WriteTarget target) => throw new NotSupportedException();
    }
}
