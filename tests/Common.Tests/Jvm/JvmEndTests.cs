using System.Net.Sockets;
using Microsoft.Spark;
using Pipeline.Common.Jvm;

namespace Pipeline.Common.Tests.Jvm;

/// <summary>Which errors of Microsoft.Spark wait for the stop that the end of their JVM brings. The stop comes at once, a little later, or never.</summary>
public sealed class JvmEndTests
{
    private const string Cancelled = "org.apache.spark.SparkException: Job 2 cancelled because SparkContext was shut down\n\tat org.apache.spark.scheduler.DAGScheduler.stop(DAGScheduler.scala:1)";
    private const string Starting = "java.lang.IllegalStateException: LiveListenerBus is stopped.\n\tat org.apache.spark.scheduler.LiveListenerBus.addToQueue(LiveListenerBus.scala:1)";
    private const string OfTheWork = "java.sql.SQLException: Duplicate entry '7' for key 'PRIMARY'\n\tat org.mariadb.jdbc.Statement.executeBatch(Statement.java:1)";

    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    public static TheoryData<Exception> OfAnEnd => [new JvmException(""), Wrapped(Cancelled), Wrapped(Starting), new SocketException(), new IOException("broken pipe")];

    [Theory]
    [MemberData(nameof(OfAnEnd), DisableDiscoveryEnumeration = true)]
    public async Task What_a_JVM_breaks_at_its_end_counts_as_stopped_once_the_stop_has_come(Exception error)
    {
        using var stop = new CancellationTokenSource();

        var waiting = JvmEnd.IsStopAsync(error, isBridged: true, Never, Never, stop.Token);
        waiting.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();

        (await waiting).ShouldBeTrue();
    }

    [Fact]
    public async Task It_is_a_failure_when_no_stop_comes() =>
        (await JvmEnd.IsStopAsync(Wrapped(Cancelled), isBridged: true, TimeSpan.Zero, Never, CancellationToken.None)).ShouldBeFalse();

    [Fact]
    public async Task No_failure_waits_twice()
    {
        var error = Wrapped(Cancelled);
        await JvmEnd.IsStopAsync(error, isBridged: true, TimeSpan.Zero, Never, CancellationToken.None);

        (await JvmEnd.IsStopAsync(error, isBridged: true, Never, Never, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_lost_connection_is_a_failure_sooner() =>
        (await JvmEnd.IsStopAsync(new IOException(), isBridged: true, Never, TimeSpan.Zero, CancellationToken.None)).ShouldBeFalse();

    [Fact]
    public async Task An_error_of_the_work_waits_for_nothing() =>
        (await JvmEnd.IsStopAsync(Wrapped(OfTheWork), isBridged: true, Never, Never, CancellationToken.None)).ShouldBeFalse();

    [Fact]
    public async Task Where_no_bridge_is_nothing_waits() =>
        (await JvmEnd.IsStopAsync(new IOException(), isBridged: false, Never, Never, CancellationToken.None)).ShouldBeFalse();

    [Fact]
    public async Task Whatever_fails_after_a_stop_is_stopped() =>
        (await JvmEnd.IsStopAsync(Wrapped(OfTheWork), isBridged: false, Never, Never, new CancellationToken(canceled: true))).ShouldBeTrue();

    private static InvalidOperationException Wrapped(string trace) => new("JVM method execution failed: Nonstatic method 'save' failed for class '25'", new JvmException(trace));
}
