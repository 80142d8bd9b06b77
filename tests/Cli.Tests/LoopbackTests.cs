using System.Net;
using System.Net.Sockets;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Tests;

public sealed class LoopbackTests
{
    private const int FirstThatLinuxGivesAway = 32_768;

    [Fact]
    public void Free_ports_are_different_and_none_that_the_system_gives_away()
    {
        var ports = Loopback.FreePorts(10);

        ports.Distinct().Count().ShouldBe(10);
        ports.ShouldAllBe(port => Loopback.IsFree(port));
        ports.Max().ShouldBeLessThan(FirstThatLinuxGivesAway);
    }

    [Fact]
    public void A_port_that_somebody_listens_on_is_not_free_and_another_is_taken()
    {
        var port = Loopback.FreePort();
        Loopback.FreePort(port).ShouldBe(port);
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();

        Loopback.IsFree(port).ShouldBeFalse();
        Loopback.FreePort(port).ShouldNotBe(port);
    }
}
