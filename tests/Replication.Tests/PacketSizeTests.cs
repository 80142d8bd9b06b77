using Pipeline.Common;
using Pipeline.Replication.Chunks;

namespace Pipeline.Replication.Tests;

public sealed class PacketSizeTests
{
    [Fact]
    public void A_packet_too_small_for_a_chunk_is_refused_with_the_statement_that_enlarges_it()
    {
        var refused = Should.Throw<PipelineException>(() => PacketSize.Require(4 << 20));

        refused.Code.ShouldBe(ExitCode.CannotConnect);
        refused.Message.ShouldStartWith("MySQL's max_allowed_packet is 4,194,304 bytes");
        refused.Remedy.ShouldContain("set global max_allowed_packet = 67108864");
        Should.NotThrow(() => PacketSize.Require(16 << 20));
    }
}
