using Pipeline.Cli.Doctor;
using Pipeline.Events;

namespace Pipeline.Cli.Tests;

public sealed class BrokerChecksTests
{
    [Fact]
    public void A_broker_that_answers_is_well()
    {
        var folder = Directory.CreateTempSubdirectory("pipeline-doctor");
        using var broker = EmbeddedBroker.Start(folder.FullName);

        var found = BrokerChecks.Of(broker.BootstrapServers);

        found.IsWell.ShouldBeTrue();
        found.Found.ShouldBe($"{broker.BootstrapServers}, 1 broker with 0 topics");
        folder.Delete(recursive: true);
    }

    [Fact]
    public void One_that_is_away_is_named_with_its_address_and_what_to_do()
    {
        var found = BrokerChecks.Of("127.0.0.1:1");

        found.Found.ShouldStartWith("none answers at 127.0.0.1:1 within 5 s: ");
        found.Remedy.ShouldBe("Start it, or correct KAFKA_BOOTSTRAP_SERVERS.");
    }
}
