using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Pipeline.Cli.Brokers.Internal;

namespace Pipeline.Cli.Tests.Brokers;

public sealed class PortTests
{
    [Fact]
    public void Free_ports_are_different_and_none_that_the_system_gives_away()
    {
        var ports = Port.Free(10);

        ports.Distinct().Count().ShouldBe(10);
        ports.ShouldAllBe(port => Port.IsFree(port));
        ports.Max().ShouldBeLessThan(LowestOfTheSystem());
    }

    [Fact]
    public void A_port_somebody_listens_on_is_not_free()
    {
        var port = Port.Free(1)[0];
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();

        Port.IsFree(port).ShouldBeFalse();
    }

    private static int LowestOfTheSystem() =>
        int.Parse(File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split('\t')[0], CultureInfo.InvariantCulture);
}
