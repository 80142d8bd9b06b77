namespace Pipeline.Integration.Tests.Spark;

/// <summary>Tests on the cluster run one after another: they share its cores.</summary>
[CollectionDefinition(Name)]
public sealed class SparkTests
{
    public const string Name = "spark";
}
