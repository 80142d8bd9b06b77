using Pipeline.Common;
using Pipeline.Replication.Canary;

namespace Pipeline.Replication.Tests;

public sealed class SightingTests
{
    [Fact]
    public void The_same_instant_passes() => new Sighting("somebody read it", "2026-03-29 02:30:00.123457").Require();

    [Theory]
    [InlineData("2026-03-29 03:30:00.123457")]
    [InlineData("2026-03-29 02:30:00.123000")]
    public void Another_hour_or_fewer_digits_end_with_exit_5_and_name_the_station(string seen)
    {
        var error = Should.Throw<PipelineException>(() => new Sighting("somebody read it", seen).Require());

        error.Code.ShouldBe(ExitCode.ProofFailed);
        error.Message.ShouldBe($"The instant 2026-03-29 02:30:00.123457 UTC arrived as {seen}: somebody read it.");
    }
}
