using Pipeline.Cli.Drill;
using Pipeline.Cli.Drill.Jobs;
using Pipeline.Common;

namespace Pipeline.Cli.Tests.Drill;

/// <summary>What a drill on other people's servers may drop.</summary>
public sealed class HereDrillServersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline-drill").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("drill_events", false)]
    [InlineData("drill_7_1", false)]
    [InlineData("my_drill_7_1_0198c1f0a1b27c3d8e4f5a6b7c8d9e0f", false)]
    [InlineData("drill_7_1_0198c1f0a1b27c3d8e4f5a6b7c8d9e0f_kept", false)]
    [InlineData("drill_7_1_0198c1f0a1b27c3d8e4f5a6b7c8d9e0f", true)]
    public void Only_topics_that_a_drill_made_are_its_own(string topic, bool isItsOwn) => EventsDrill.IsTopic(topic).ShouldBe(isItsOwn);

    [Fact]
    public void Whatever_the_seed_a_drill_knows_its_topic() => EventsDrill.IsTopic(EventsDrill.NewTopic(-7, 12)).ShouldBeTrue();

    [Fact]
    public void A_second_drill_in_the_same_place_is_refused_before_it_drops_anything()
    {
        using var first = DrillServers.BeAlone(_folder, "drill.lock");

        Should.Throw<PipelineException>(() => DrillServers.BeAlone(_folder, "drill.lock")).Code.ShouldBe(ExitCode.AttemptAtWork);
    }
}
