using System.Globalization;

namespace Pipeline.Cli.Servers.Internal;

/// <summary>The waiting for a server that starts: however long it recovers from a crash, as a recovery that is cut off begins anew.</summary>
/// <param name="process">The server's.</param>
/// <param name="port">Where it is going to listen on 127.0.0.1.</param>
/// <param name="log">What it writes while it starts.</param>
/// <param name="time">Whose seconds count.</param>
internal sealed class Readiness(ServerProcess process, int port, string log, TimeProvider time)
{
    /// <summary>How long a server may go on without a sign of life.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan UsualStart = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Opens and closes one connection; throws while the server is not ready.</summary>
    public required Func<CancellationToken, Task> ConnectAsync { get; init; }

    /// <summary>True for an error of <see cref="ConnectAsync"/> that passes by itself while a server starts.</summary>
    public required Predicate<Exception> IsStartingUp { get; init; }

    /// <summary>True for one of those that says that the server is at work on its data.</summary>
    public required Predicate<Exception> IsRecovering { get; init; }

    /// <summary>Told once, after how many seconds, that it takes longer than usual.</summary>
    public required Action<string> SayAfter { get; init; }

    /// <summary>Waits until it lets us in; false when the process ends before, or gives no sign of life for a minute.</summary>
    public async Task<bool> AwaitAsync(CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var lastSign = began;
        var logged = LogLength();
        var told = false;
        while (process.IsAlive && time.GetElapsedTime(lastSign) < Patience)
        {
            if (await Loopback.AnswersAsync(port, cancellation))
            {
                try
                {
                    await ConnectAsync(cancellation);
                    return process.IsAlive;
                }
                catch (Exception error) when (IsStartingUp(error))
                {
                    if (IsRecovering(error))
                        lastSign = time.GetTimestamp();
                }
            }
            else if (LogLength() is var length && length != logged)
            {
                // MariaDB and MySQL do not listen before they have recovered, but log how far they are.
                logged = length;
                lastSign = time.GetTimestamp();
            }

            if (!told && time.GetElapsedTime(began) is var waited && waited >= UsualStart)
            {
                SayAfter(waited.TotalSeconds.ToString("N0", CultureInfo.InvariantCulture));
                told = true;
            }

            await Task.Delay(told ? LongPause : Pause, cancellation);
        }

        return false;
    }

    private long LogLength() => new FileInfo(log) is { Exists: true, Length: var length } ? length : 0;
}
