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
    public async Task Only_a_connection_older_than_the_end_of_a_restart_is_excused()
    {
        var outages = new Outages();
        var before = Stopwatch.GetTimestamp();
        outages.Concern(before).ShouldBeFalse("nothing was restarted yet");

        await outages.DuringAsync(() =>
        {
            outages.Concern(Stopwatch.GetTimestamp()).ShouldBeTrue("a restart goes on");
            return Task.CompletedTask;
        });

        outages.Concern(before).ShouldBeTrue();
        outages.Concern(Stopwatch.GetTimestamp() + 1).ShouldBeFalse();
    }
}
