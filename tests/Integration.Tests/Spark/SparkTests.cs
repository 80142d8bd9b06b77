using Pipeline.Integration.Tests.Kafka;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>Tests on the cluster run one after another: they share its cores, and one broker, which none of them stops.</summary>
[CollectionDefinition(Name)]
public sealed class SparkTests : ICollectionFixture<NativeKafkaFixture>
{
    public const string Name = "spark";
}
