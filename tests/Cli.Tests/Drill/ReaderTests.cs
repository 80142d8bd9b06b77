using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;
using Pipeline.Cli.Drill;

namespace Pipeline.Cli.Tests.Drill;

public sealed class ReaderTests
{
    [Fact]
    public void A_missing_table_is_no_broken_connection()
    {
        Reader.IsBroken(new PostgresException("relation does not exist", "ERROR", "ERROR", "42P01")).ShouldBeFalse();
        Reader.IsBroken(new PostgresException("terminating connection", "FATAL", "FATAL", "57P01")).ShouldBeTrue();
        Reader.IsBroken(new SocketException(111)).ShouldBeTrue();
        Reader.IsBroken(new InvalidOperationException("no row")).ShouldBeFalse();
    }

    [Fact]
    public async Task Only_a_connection_is_excused_in_whose_time_a_server_was_away()
    {
        var outages = new Outages();
        var before = Stopwatch.GetTimestamp();
        outages.Concern(before, before).ShouldBeFalse("nothing was restarted yet");

        var during = 0L;
        await outages.DuringAsync(() =>
        {
            during = Stopwatch.GetTimestamp();
            return Task.CompletedTask;
        });

        outages.Concern(before, during).ShouldBeTrue("opened before, broken by it");
        outages.Concern(during, Stopwatch.GetTimestamp() + 1).ShouldBeTrue("opened too early");
        outages.Concern(before - 1, before - 1).ShouldBeFalse("broken before");
        outages.Concern(Stopwatch.GetTimestamp() + 1, Stopwatch.GetTimestamp() + 2).ShouldBeFalse("opened after");
    }
}
