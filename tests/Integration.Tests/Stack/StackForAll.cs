namespace Pipeline.Integration.Tests.Stack;

/// <summary>The tests of the whole stack: one stack for all, after every other test, as it wants the machine for itself.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class StackForAll : ICollectionFixture<StackFixture>
{
    public const string Name = "stack";
}
