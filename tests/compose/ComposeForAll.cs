namespace Pipeline.Compose.Tests;

/// <summary>One stack for all tests, one test at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ComposeForAll : ICollectionFixture<ComposeFixture>
{
    public const string Name = "compose";
}
