using Google.Protobuf;
using Grpc.Core;
using Pipeline.Spark.Sql.Causes;
using Proto = Pipeline.Spark.Sql.Connect.Protocol;

namespace Pipeline.Spark.Sql.Connect;

/// <summary>Turns a failed call into the engine's error: what the deepest cause says, in one line.</summary>
internal static class ServerFailure
{
    private const string Details = "grpc-status-details-bin";
    private const int LongestReason = 200;

    public static SparkEngineException Explain(string what, RpcException error, ConnectClient client) => error.StatusCode switch
    {
        StatusCode.Unauthenticated => new(
            "NOT_ALLOWED", $"{what}: the Spark server {client.Endpoint.Name} asks for another token.", $"Give the server's token in {ConnectEndpoint.Setting} (;token=…)."),
        StatusCode.DeadlineExceeded => new(
            "CANNOT_CONNECT",
            $"{what}: the Spark server {client.Endpoint.Name} did not answer within {client.Beginning.TotalSeconds:N0} s.",
            "Look whether it hangs or is overloaded (its log, its memory), start it again if so, and run again."),
        _ when error.Status.Detail.Contains("INVALID_HANDLE.SESSION_CLOSED", StringComparison.Ordinal) => new(
            "CANNOT_CONNECT",
            $"{what}: the Spark server {client.Endpoint.Name} has closed the session, as it does with one that was idle for long.",
            "Raise spark.connect.session.manager.defaultSessionTimeout on that server if it is below an hour, and run again: a rerun starts clean."),
        _ when IsOfItsEnd(error) => Gone(what, error, client),
        _ => Explain(what, RootCause.Of(Causes(error, client))),
    };

    private static SparkEngineException Explain(string what, ExplainedCause cause) => new(cause.ErrorClass, $"{what}: {cause.Text}", cause.Remedy);

    private static SparkEngineException Gone(string what, RpcException error, ConnectClient client) => new(
        "CANNOT_CONNECT",
        $"{what}: the Spark server {client.Endpoint.Name} does not answer any more, or has restarted{Reason(error.Status.Detail)}.",
        "Look at its log for why it ended (memory, a kill), start it if it is a standing one, and run again: a rerun starts clean.",
        Plain(error));

    /// <summary>True when the server ends, has ended or has begun anew, so that what it says is no word about the work.</summary>
    private static bool IsOfItsEnd(RpcException error) =>
        // A server that shuts down resets its calls, and cancels what is at work.
        error.Status.DebugException is HttpRequestException
        || RetryPolicy.IsTransient(error)
        || error.Status.Detail.Contains("INVALID_HANDLE.SESSION_", StringComparison.Ordinal)
        || error.Status.Detail.Contains("SparkContext was shut down", StringComparison.Ordinal);

    private static string Reason(string detail)
    {
        var line = SparkEngineException.FirstLine(detail).TrimEnd('.', ' ');
        return line.Length switch
        {
            0 => "",
            > LongestReason => $" ({line[..LongestReason]}…)",
            _ => $" ({line})",
        };
    }

    // What lies below a failed connection is told as text: an inner socket error would be explained in the place of ours.
    private static RpcException Plain(RpcException error) =>
        new(new Status(error.StatusCode, $"{error.Status.Detail}\n{error.Status.DebugException}".TrimEnd()));

    /// <summary>The chain of causes, the outermost first.</summary>
    private static List<Cause> Causes(RpcException error, ConnectClient client)
    {
        var info = Info(error);
        var outermost = new Cause(info?.Reason ?? "", error.Status.Detail, info?.Metadata.GetValueOrDefault("errorClass"), info?.Metadata.GetValueOrDefault("sqlState"));
        if (info?.Metadata.GetValueOrDefault("errorId") is not { } id || client.ErrorDetails(id) is not { RootErrorIdx: var root, Errors: { Count: > 0 } errors })
            return [outermost];

        List<Cause> causes = [];
        for (var index = root; index >= 0 && index < errors.Count && causes.Count <= errors.Count; index = errors[index].HasCauseIdx ? errors[index].CauseIdx : -1)
            causes.Add(new(string.Join(' ', errors[index].ErrorTypeHierarchy), errors[index].Message, errors[index].SparkThrowable?.ErrorClass, errors[index].SparkThrowable?.SqlState));
        return causes.Count > 0 ? causes : [outermost];
    }

    private static Proto.ErrorInfo? Info(RpcException error)
    {
        try
        {
            if (error.Trailers.GetValueBytes(Details) is { } bytes)
            {
                foreach (var detail in Proto.Status.Parser.ParseFrom(bytes).Details)
                {
                    if (detail.TryUnpack<Proto.ErrorInfo>(out var info))
                        return info;
                }
            }
            return null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
