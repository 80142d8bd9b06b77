using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Net.Sockets;
using MySqlConnector;
using Npgsql;
using Pipeline.Common;

namespace Pipeline.Cli.Drill;

/// <summary>
/// Somebody who reads the targets all the while. It asks one question in one statement; each answer must be the one from before the run or the
/// one from after it. A missing, empty or partial table gives another answer or an error, and each such read counts. A broken connection is
/// excused only where a server was away in its time because of the drill itself.
/// </summary>
internal sealed class Reader(Func<CancellationToken, Task<DbConnection>> open, string question, Outages outages) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, long> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _errors = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(long Opened, long Broken, string Error)> _broken = [];
    private Task _reading = Task.CompletedTask;

    /// <summary>Reads that failed because a server was away by the drill's own doing; known when the reading has ended.</summary>
    public long Excused { get; private set; }

    public long Reads => _answers.Values.Sum();

    public void Start() => _reading = ReadAsync();

    /// <summary>Ends the reading, and gives what was wrong: each kind with its number of reads.</summary>
    public async Task<IReadOnlyDictionary<string, long>> StopAsync(params IEnumerable<string> right)
    {
        await _stop.CancelAsync();
        await _reading;
        while (_broken.TryDequeue(out var connection))
        {
            if (outages.Concern(connection.Opened, connection.Broken))
                Excused++;
            else
                Count(_errors, connection.Error);
        }

        var wrong = new Dictionary<string, long>(_errors, StringComparer.Ordinal);
        foreach (var answer in _answers.Where(one => !right.Contains(one.Key, StringComparer.Ordinal)))
            wrong[$"read {answer.Key}, which is neither the state before nor the state after"] = answer.Value;
        return wrong;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
    }

    /// <summary>Asks the question once.</summary>
    public static Task<string?> AskAsync(DbConnection connection, string question, CancellationToken cancellation) =>
        connection.ScalarAsync<string>(question, cancellation);

    private async Task ReadAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var opened = Stopwatch.GetTimestamp();
            try
            {
                await using var connection = await open(CancellationToken.None);
                while (!_stop.IsCancellationRequested)
                {
                    Count(_answers, await AskAsync(connection, question, CancellationToken.None) ?? "nothing");
                    await Task.Delay(Pause, CancellationToken.None);
                }
            }
            catch (Exception error) when (error is DbException or PipelineException or IOException or SocketException or InvalidOperationException)
            {
                if (IsBroken(error))
                    _broken.Enqueue((opened, Stopwatch.GetTimestamp(), ServerErrors.FirstLine(error.Message)));
                else
                    Count(_errors, ServerErrors.FirstLine(error.Message));
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    private static void Count(ConcurrentDictionary<string, long> counts, string what) => counts.AddOrUpdate(what, 1, static (_, times) => times + 1);

    /// <summary>True where the connection is at fault, not the question.</summary>
    internal static bool IsBroken(Exception error) => error switch
    {
        PostgresException { SqlState: ['5', '7', 'P', '0', _] or ['0', '8', ..] } => true,
        PostgresException => false,
        NpgsqlException or IOException or SocketException => true,
        MySqlException { ErrorCode: MySqlErrorCode.UnableToConnectToHost or MySqlErrorCode.ServerShutdown or MySqlErrorCode.NormalShutdown } => true,
        MySqlException mysql => mysql.InnerException is IOException or SocketException || mysql.Message.Contains("lost connection", StringComparison.OrdinalIgnoreCase),
        PipelineException { Code: ExitCode.CannotConnect, InnerException: { } inner } => IsBroken(inner),
        InvalidOperationException { InnerException: { } inner } => IsBroken(inner),
        _ => false,
    };
}
