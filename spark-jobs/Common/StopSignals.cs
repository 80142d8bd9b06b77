using System.Runtime.InteropServices;

namespace Pipeline.Common;

/// <summary>
/// Turns the first SIGINT or SIGTERM into a cancelled token; a second one ends the process at once. Under spark-submit, the end of
/// the JVM that started us counts as a SIGTERM.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly ParentWatch? _parent;

    public StopSignals()
    {
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        ];
        _parent = ParentWatch.Begin(() => Stop(PosixSignal.SIGTERM));
    }

    public CancellationToken Token => _source.Token;

    /// <summary>The signal that arrived, or null.</summary>
    public PosixSignal? Received { get; private set; }

    /// <summary>What a process ends with that it stopped.</summary>
    public ExitCode Code => Received == PosixSignal.SIGINT ? ExitCode.Interrupted : ExitCode.Terminated;

    public void Dispose()
    {
        _parent?.Dispose();
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        if (Received is not null)
            return;
        context.Cancel = true;
        Stop(context.Signal);
    }

    private void Stop(PosixSignal signal)
    {
        Received = signal;
        try
        {
            _source.Cancel();
        }
        catch (AggregateException)
        {
            // A session of Microsoft.Spark cannot be stopped once its JVM is gone; the token is cancelled all the same.
        }
    }
}
