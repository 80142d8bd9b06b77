using Grpc.Core;
using Grpc.Net.Client;
using Proto = Pipeline.Spark.Sql.Connect.Protocol;

namespace Pipeline.Spark.Sql.Connect;

/// <summary>One session on a Spark Connect server: its calls, with what every one of them carries.</summary>
internal sealed class ConnectClient : IDisposable
{
    private const string ClientType = "pipeline";

    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(5);

    private readonly GrpcChannel _channel;
    private readonly Metadata _headers = [];
    private readonly Proto.SparkConnectService.SparkConnectServiceClient _server;
    private readonly string _session = Guid.NewGuid().ToString();
    private readonly Proto.UserContext _user;
    private Heartbeat? _heartbeat;
    private string? _serverSession;

    public ConnectClient(ConnectEndpoint endpoint, RetryPolicy policy, TimeSpan? beginning = null)
    {
        Beginning = beginning ?? TimeSpan.FromSeconds(60);
        Endpoint = endpoint;
        Policy = policy;
        _user = new() { UserId = endpoint.User, UserName = endpoint.User };
        if (endpoint.Token is { } token)
            _headers.Add("authorization", $"Bearer {token}");
        foreach (var (name, value) in endpoint.Headers)
            _headers.Add(name, value);
        _channel = GrpcChannel.ForAddress(endpoint.Address, new GrpcChannelOptions
        {
            MaxReceiveMessageSize = null,
            MaxSendMessageSize = null,
            MaxRetryAttempts = null,
            HttpHandler = Network(),
            DisposeHttpClient = true,
        });
        _server = new(_channel);
    }

    public ConnectEndpoint Endpoint { get; }

    public RetryPolicy Policy { get; }

    /// <summary>How long the first calls of a session may take; they need no executor and no data.</summary>
    public TimeSpan Beginning { get; }

    public string SparkVersion(CancellationToken stop) => Analyze(new() { SparkVersion = new() }, stop, Beginning).SparkVersion.Version;

    public Proto.DataType Schema(Proto.Relation rows, CancellationToken stop) =>
        Analyze(new() { Schema = new() { Plan = new() { Root = rows } } }, stop).Schema.Schema_;

    /// <summary>Sets settings of the session; one that only a server's start can set is left as it is.</summary>
    public void Set(IEnumerable<KeyValuePair<string, string>> settings, CancellationToken stop)
    {
        var set = new Proto.ConfigRequest.Types.Set { Silent = true };
        set.Pairs.AddRange(settings.Select(setting => new Proto.KeyValue { Key = setting.Key, Value = setting.Value }));
        var request = new Proto.ConfigRequest { SessionId = _session, UserContext = _user, ClientType = ClientType, Operation = new() { Set = set } };
        Observe(Patiently(() => _server.Config(request, Options(stop, Beginning)), stop).ServerSideSessionId);
    }

    /// <summary>Starts an operation whose answers can be asked for again after the connection broke.</summary>
    public AsyncServerStreamingCall<Proto.ExecutePlanResponse> Execute(string operation, Proto.Plan plan, CancellationToken stop)
    {
        var request = new Proto.ExecutePlanRequest { SessionId = _session, UserContext = _user, ClientType = ClientType, OperationId = operation, Plan = plan };
        request.RequestOptions.Add(new Proto.ExecutePlanRequest.Types.RequestOption { ReattachOptions = new() { Reattachable = true } });
        if (_serverSession is not null)
            request.ClientObservedServerSideSessionId = _serverSession;
        return _server.ExecutePlan(request, Options(stop));
    }

    /// <summary>Takes up an operation behind the last answer that arrived.</summary>
    public AsyncServerStreamingCall<Proto.ExecutePlanResponse> Reattach(string operation, string? lastResponse, CancellationToken stop)
    {
        var request = new Proto.ReattachExecuteRequest { SessionId = _session, UserContext = _user, ClientType = ClientType, OperationId = operation };
        if (lastResponse is not null)
            request.LastResponseId = lastResponse;
        if (_serverSession is not null)
            request.ClientObservedServerSideSessionId = _serverSession;
        return _server.ReattachExecute(request, Options(stop));
    }

    /// <summary>Tells the server that nobody will ask for this operation's answers any more. A server that is gone knows it already.</summary>
    public void Release(string operation) => Say(options => _server.ReleaseExecute(
        new() { SessionId = _session, UserContext = _user, ClientType = ClientType, OperationId = operation, ReleaseAll = new() }, options));

    /// <summary>Lets the server know from now on that the session is in use.</summary>
    public void KeepSession(TimeSpan every) => _heartbeat ??= new(every, () => Say(options => _server.AnalyzePlan(
        new() { SessionId = _session, UserContext = _user, ClientType = ClientType, SparkVersion = new() }, options)));

    /// <summary>Ends everything that runs in this session.</summary>
    public void Interrupt() => Say(options => _server.Interrupt(
        new() { SessionId = _session, UserContext = _user, ClientType = ClientType, InterruptType = Proto.InterruptRequest.Types.InterruptType.All }, options));

    /// <summary>The chain of causes behind an error, or null when the server no longer tells.</summary>
    public Proto.FetchErrorDetailsResponse? ErrorDetails(string errorId)
    {
        Proto.FetchErrorDetailsResponse? details = null;
        Say(options => details = _server.FetchErrorDetails(
            new() { SessionId = _session, UserContext = _user, ClientType = ClientType, ErrorId = errorId }, options));
        return details;
    }

    /// <summary>Remembers which server session answered: another one would have lost our views, and says so.</summary>
    public void Observe(string serverSession)
    {
        if (serverSession.Length > 0)
            _serverSession = serverSession;
    }

    public void Dispose()
    {
        _heartbeat?.Dispose();
        _channel.Dispose();
    }

    // Spark's protocol passes no HTTP proxy, and to the server beside us none leads. A server takes pings more often than every five
    // minutes for an attack (too_many_pings).
    private static SocketsHttpHandler Network() => new()
    {
        UseProxy = false,
        EnableMultipleHttp2Connections = true,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        KeepAlivePingDelay = TimeSpan.FromMinutes(6),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(60),
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
    };

    private Proto.AnalyzePlanResponse Analyze(Proto.AnalyzePlanRequest request, CancellationToken stop, TimeSpan? patience = null)
    {
        request.SessionId = _session;
        request.UserContext = _user;
        request.ClientType = ClientType;
        if (_serverSession is not null)
            request.ClientObservedServerSideSessionId = _serverSession;
        var response = Patiently(() => _server.AnalyzePlan(request, Options(stop, patience)), stop);
        Observe(response.ServerSideSessionId);
        return response;
    }

    private T Patiently<T>(Func<T> call, CancellationToken stop)
    {
        using var waits = Policy.Waits().GetEnumerator();
        while (true)
        {
            try
            {
                return call();
            }
            catch (RpcException error) when (!stop.IsCancellationRequested && RetryPolicy.IsTransient(error) && waits.MoveNext())
            {
                _ = stop.WaitHandle.WaitOne(waits.Current);
            }
        }
    }

    private void Say(Action<CallOptions> call)
    {
        try
        {
            call(new CallOptions(_headers, DateTime.UtcNow + LastWord));
        }
        catch (Exception error) when (error is RpcException or ObjectDisposedException)
        {
            // A courtesy to the server; what it fails to hear must not hide what the job has to say.
        }
    }

    private CallOptions Options(CancellationToken stop, TimeSpan? patience = null) => new(_headers, DateTime.UtcNow + patience, stop);
}
