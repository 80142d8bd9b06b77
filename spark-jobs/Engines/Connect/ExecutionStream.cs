using Grpc.Core;
using Proto = Pipeline.Spark.Sql.Connect.Protocol;

namespace Pipeline.Spark.Sql.Connect;

/// <summary>
/// The answers of one operation, over as many connections as it takes: the server ends a stream after some minutes, and a network may at
/// any time; the operation goes on and is taken up behind the last answer that arrived.
/// </summary>
internal sealed class ExecutionStream(ConnectClient client, Proto.Plan plan, CancellationToken stop) : IDisposable
{
    private readonly string _operation = Guid.NewGuid().ToString();
    private AsyncServerStreamingCall<Proto.ExecutePlanResponse>? _call;
    private string? _lastResponse;
    private bool _started;
    private bool _complete;

    /// <summary>The next answer, or null behind the last.</summary>
    /// <exception cref="RpcException">The work failed, or the server could not be heard for longer than the policy waits.</exception>
    public Proto.ExecutePlanResponse? Next()
    {
        using var waits = client.Policy.Waits().GetEnumerator();
        while (!_complete)
        {
            try
            {
                _call ??= Open();
                if (_call.ResponseStream.MoveNext(stop).GetAwaiter().GetResult())
                    return Take(_call.ResponseStream.Current);
                Close();
            }
            catch (RpcException error) when (!stop.IsCancellationRequested && RetryPolicy.IsTransient(error) && waits.MoveNext())
            {
                Close();
                _ = stop.WaitHandle.WaitOne(waits.Current);
            }
            catch (RpcException error) when (NeverArrived(error) && waits.MoveNext())
            {
                Close();
                _started = false;
            }
        }
        return null;
    }

    /// <summary>Reads to the end.</summary>
    public void Drain()
    {
        while (Next() is not null)
        {
        }
    }

    public void Dispose()
    {
        Close();
        if (_started)
            client.Release(_operation);
    }

    private AsyncServerStreamingCall<Proto.ExecutePlanResponse> Open()
    {
        if (_started)
            return client.Reattach(_operation, _lastResponse, stop);
        _started = true;
        return client.Execute(_operation, plan, stop);
    }

    private Proto.ExecutePlanResponse? Take(Proto.ExecutePlanResponse response)
    {
        client.Observe(response.ServerSideSessionId);
        if (response.ResponseId.Length > 0)
            _lastResponse = response.ResponseId;
        _complete = response.ResponseTypeCase is Proto.ExecutePlanResponse.ResponseTypeOneofCase.ResultComplete;
        return _complete ? null : response;
    }

    // The same server, the same session, and it does not know the operation: the request was lost on the way, so nothing was done.
    private bool NeverArrived(RpcException error) =>
        _started && _lastResponse is null && error.Status.Detail.Contains("INVALID_HANDLE.OPERATION_NOT_FOUND", StringComparison.Ordinal);

    private void Close()
    {
        _call?.Dispose();
        _call = null;
    }
}
