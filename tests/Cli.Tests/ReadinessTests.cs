using System.Net;
using System.Net.Sockets;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Tests;

/// <summary>A server that is this process, and seconds that pass only when it is asked.</summary>
public sealed class ReadinessTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly HandTime _time = new();
    private readonly string _log = Path.Combine(Path.GetTempPath(), $"pipeline-log-{Guid.CreateVersion7():N}");
    private readonly List<string> _said = [];

    public void Dispose()
    {
        _listener.Dispose();
        File.Delete(_log);
    }

    [Fact]
    public async Task A_server_that_recovers_is_waited_for_however_long_and_once_said()
    {
        _listener.Start();
        var refusals = 0;

        (await AwaitAsync(isRecovering: true, () => ++refusals < 6)).ShouldBeTrue();

        _time.Passed.ShouldBe(TimeSpan.FromSeconds(250));
        _said.ShouldBe(["50"]);
    }

    [Fact]
    public async Task A_server_that_only_refuses_is_given_up()
    {
        _listener.Start();

        (await AwaitAsync(isRecovering: false, () => true)).ShouldBeFalse();

        _time.Passed.ShouldBe(TimeSpan.FromSeconds(100));
    }

    /// <summary>Its log grows by itself: here, whenever the time is read.</summary>
    [Fact]
    public async Task A_server_that_does_not_listen_yet_lives_while_its_log_grows()
    {
        _listener.Start();
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _listener.Stop();
        _time.Read = () =>
        {
            _time.Passed += TimeSpan.FromSeconds(20);
            if (_time.Passed < TimeSpan.FromSeconds(300))
                File.AppendAllText(_log, "InnoDB: To recover: 1000 pages\n");
        };

        (await Of(port, isRecovering: false, () => true).AwaitAsync(TestContext.Current.CancellationToken)).ShouldBeFalse();

        _time.Passed.ShouldBeGreaterThan(TimeSpan.FromSeconds(340));
    }

    private Task<bool> AwaitAsync(bool isRecovering, Func<bool> refuses) =>
        Of(((IPEndPoint)_listener.LocalEndpoint).Port, isRecovering, refuses).AwaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Each connection takes 50 seconds.</summary>
    private Readiness Of(int port, bool isRecovering, Func<bool> refuses) => new(new ServerProcess(Environment.ProcessId), port, _log, _time)
    {
        ConnectAsync = _ =>
        {
            if (!refuses())
                return Task.CompletedTask;
            _time.Passed += TimeSpan.FromSeconds(50);
            return Task.FromException(new IOException("not yet"));
        },
        IsStartingUp = error => error is IOException,
        IsRecovering = _ => isRecovering,
        SayAfter = _said.Add,
    };

    private sealed class HandTime : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public Action Read { get; set; } = () => { };

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            Read();
            return Passed.Ticks;
        }
    }
}
