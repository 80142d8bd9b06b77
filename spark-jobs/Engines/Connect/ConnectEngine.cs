using System.Collections.Immutable;
using Grpc.Core;
using Pipeline.Spark.Sql.Connect.Gateway;
using Pipeline.Spark.Sql.Internal;
using Pipeline.Spark.Sql.Internal.Plan;
using Pipeline.Spark.Sql.Types;
using Proto = Pipeline.Spark.Sql.Connect.Protocol;

namespace Pipeline.Spark.Sql.Connect;

/// <summary>Executes plans on a Spark server over Spark Connect.</summary>
internal sealed class ConnectEngine : IEngine
{
    /// <summary>How long the end of a program waits for a session to start: a cluster that answers takes seconds, and one that does not is given up by Spark after a minute.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly ConnectClient _client;
    private readonly SubmittedSession? _submitted;
    private readonly RunningWork _work;
    private readonly CancellationToken _stopped;
    private readonly ServerViews _serverViews;
    private ImmutableDictionary<string, LogicalPlan> _views = ImmutableDictionary.Create<string, LogicalPlan>(StringComparer.OrdinalIgnoreCase);
    private int _stopping;

    // A stop may come before this has an owner who could stop it: of that, stopStart tells.
    private ConnectEngine(ConnectClient client, SubmittedSession? submitted, IReadOnlyDictionary<string, string> settings, CancellationToken stopStart)
    {
        _client = client;
        _submitted = submitted;
        _work = new RunningWork(Close);
        _stopped = CancellationTokenSource.CreateLinkedTokenSource(_work.Token, stopStart).Token;
        _serverViews = new ServerViews((name, plan) => Execute(PlanMessages.CreateView(name, plan)));
        Version = Run("The session cannot be started", () =>
        {
            _client.Set(SessionSettings.OfSession(settings), _work.Token);
            return _client.SparkVersion(_work.Token);
        });
        _client.KeepSession(Heartbeat.Usual);
    }

    public string Version { get; }

    public ImmutableDictionary<string, LogicalPlan> Views => _views;

    /// <summary>A session on a standing server.</summary>
    public static ConnectEngine Standing(ConnectEndpoint endpoint, IReadOnlyDictionary<string, string> settings) =>
        Made(new ConnectClient(endpoint, RetryPolicy.Standing), null, settings, CancellationToken.None);

    /// <summary>A session in the JVM that started this program. Its start goes on beside what the program does next.</summary>
    public static IEngine Submitted(GatewayAddress address, IReadOnlyDictionary<string, string> settings)
    {
        var gateway = JvmGateway.Open(address);
        return new StartingEngine(SubmittedSession.SparkVersion(gateway), Start, LongestStart);

        ConnectEngine Start(CancellationToken stop)
        {
            var session = StartIn(gateway, settings, stop);
            return Made(new ConnectClient(session.Endpoint, RetryPolicy.Beside), session, settings, stop);
        }
    }

    public void Check(SourceScan scan) => scan.RequirePredicates();

    public StructType Schema(LogicalPlan plan) => Run("The columns cannot be read", () =>
    {
        Provide(plan);
        return SchemaMessages.Columns(_client.Schema(PlanMessages.Rows(plan), _work.Token));
    });

    public long Count(LogicalPlan plan) => Run("The rows cannot be counted", () =>
    {
        Provide(plan);
        return Rows(PlanMessages.Count(plan)).Single().GetAs<long>(0);
    });

    public IEnumerable<Row> Collect(LogicalPlan plan)
    {
        using var call = _work.Begin();
        var rows = Run("The rows cannot be read", () =>
        {
            Provide(plan);
            return Rows(PlanMessages.Rows(plan)).GetEnumerator();
        });
        using (rows)
        {
            while (Run("The rows cannot be read", rows.MoveNext))
                yield return rows.Current;
        }
    }

    public void CreateView(string name, LogicalPlan plan)
    {
        _ = Run($"The view {name} cannot be made", () =>
        {
            lock (_gate)
                _serverViews.Create(name, plan);
            return true;
        });
        _ = ImmutableInterlocked.AddOrUpdate(ref _views, name, plan, (_, _) => plan);
    }

    public void Write(LogicalPlan plan, WriteTarget target)
    {
        if (!string.Equals(target.Mode, nameof(SaveMode.Append), StringComparison.OrdinalIgnoreCase))
            throw SparkEngineException.ModeRefused(target.Mode);

        _ = Run($"Writing {target.Options.Find("dbtable")} failed", () =>
        {
            Provide(plan);
            Execute(PlanMessages.Write(plan, target));
            return true;
        });
    }

    public void Stop()
    {
        if (Interlocked.Exchange(ref _stopping, 1) != 0)
            return;
        _client.Interrupt();
        _work.Stop();
    }

    private static ConnectEngine Made(ConnectClient client, SubmittedSession? submitted, IReadOnlyDictionary<string, string> settings, CancellationToken stopStart)
    {
        try
        {
            return new ConnectEngine(client, submitted, settings, stopStart);
        }
        catch
        {
            client.Dispose();
            submitted?.Dispose();
            throw;
        }
    }

    private static SubmittedSession StartIn(JvmGateway gateway, IReadOnlyDictionary<string, string> settings, CancellationToken stop)
    {
        try
        {
            return SubmittedSession.Start(gateway, settings);
        }
        catch (SparkEngineException)
        {
            // What fails when a JVM ends counts as stopped, once the stop has come.
            _ = gateway.EndsWith(stop);
            gateway.Dispose();
            throw;
        }
    }

    private void Provide(LogicalPlan plan)
    {
        lock (_gate)
            _serverViews.Provide(plan);
    }

    private void Execute(Proto.Plan plan)
    {
        using var stream = new ExecutionStream(_client, plan, _work.Token);
        stream.Drain();
    }

    private IEnumerable<Row> Rows(Proto.Relation rows)
    {
        using var stream = new ExecutionStream(_client, new Proto.Plan { Root = rows }, _work.Token);
        StructType? schema = null;
        while (stream.Next() is { } response)
        {
            if (response.Schema is { } columns)
                schema = SchemaMessages.Columns(columns);
            if (response.ArrowBatch is not { } batch)
                continue;
            schema ??= SchemaMessages.Columns(_client.Schema(rows, _work.Token));
            foreach (var row in ArrowRows.Read(batch.Data, schema))
                yield return row;
        }
    }

    private void Close()
    {
        _submitted?.Dispose();
        _client.Dispose();
    }

    private OperationCanceledException Cancelled(Exception error) => new("The session was stopped while this was at work.", error, _work.Token);

    /// <summary>The one place where a server's error becomes the engine's, and whatever a stop broke becomes a cancellation.</summary>
    private T Run<T>(string what, Func<T> work)
    {
        using var call = _work.Begin();
        try
        {
            return work();
        }
        catch (Exception error) when (Volatile.Read(ref _stopping) != 0 && error is RpcException or OperationCanceledException)
        {
            throw Cancelled(error);
        }
        catch (RpcException error)
        {
            if (_submitted?.Jvm.EndsWith(_stopped) == true)
                throw Cancelled(error);
            throw ServerFailure.Explain(what, error, _client);
        }
    }
}
