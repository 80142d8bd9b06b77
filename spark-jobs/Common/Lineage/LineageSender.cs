using System.Text.Json.Nodes;

namespace Pipeline.Common.Lineage;

/// <summary>
/// Sends events in the background and in order. Whatever becomes of them, the run goes on: an event has <see cref="Patience"/>, the program
/// waits as long at its end for all of them, and says once that they do not arrive.
/// </summary>
public sealed class LineageSender
{
    private readonly Func<string, CancellationToken, Task> _transport;
    private readonly Action<string> _warn;

    // Written by the one who runs the job; each event waits for the one before it.
    private Task _last = Task.CompletedTask;
    private int _warnings;

    /// <summary>Sends to where the settings say.</summary>
    public LineageSender(LineageSettings settings, Action<string> warn)
        : this(settings, warn, settings.Address.IsFile ? new LineageFile(settings.Address.LocalPath).AppendAsync : new LineageEndpoint(settings).PostAsync)
    {
    }

    internal LineageSender(LineageSettings settings, Action<string> warn, Func<string, CancellationToken, Task> transport)
    {
        Settings = settings;
        _warn = warn;
        _transport = transport;
    }

    /// <summary>How long an event may take, and how long a program waits for all at its end.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    public LineageSettings Settings { get; }

    /// <summary>What the environment asks for; null where it asks for no events.</summary>
    public static LineageSender? OfEnvironment()
    {
        static void Warn(string line) => Console.Error.WriteLine($"warning: {line}");
        return LineageSettings.Of(Environment.GetEnvironmentVariable, Warn) is { } settings ? new(settings, Warn) : null;
    }

    /// <summary>Takes an event and returns at once.</summary>
    public void Send(JsonObject runEvent) => _last = SendAfterAsync(_last, runEvent.ToJsonString());

    /// <summary>Does what is to be done for an event. Where that fails, the events are incomplete, and the run goes on.</summary>
    internal void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception error)
        {
            WarnOnce(error);
        }
    }

    /// <summary>Waits until all are sent or given up.</summary>
    public async Task FlushAsync()
    {
        try
        {
            await _last.WaitAsync(Patience);
        }
        catch (TimeoutException error)
        {
            WarnOnce(error);
        }
    }

    private async Task SendAfterAsync(Task previous, string text)
    {
        await Task.Yield();
        await previous;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _transport(text, patience.Token);
        }
        catch (Exception error)
        {
            WarnOnce(error);
        }
    }

    private void WarnOnce(Exception error)
    {
        if (Interlocked.Exchange(ref _warnings, 1) == 0)
            _warn($"OpenLineage events do not reach {Settings.Place}: {LineageFailure.Words(error, Patience)}. The run goes on without them.");
    }
}
