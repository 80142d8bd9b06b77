using Pipeline.Replication.Plan;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Tests;

public sealed class IndexNamesTests
{
    [Fact]
    public void The_longest_names_that_differ_by_case_alone_become_names_of_their_own()
    {
        var names = new IndexNames();
        string[] longest = [new('a', 63), $"A{new string('a', 62)}", $"{new string('a', 62)}A", new('A', 63)];

        List<string> given = [.. longest.Select(name => names.For(new SourceIndex(name, ["a"], IsPrimary: false, IsUnique: false, null)))];

        given.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(longest.Length);
        given.ShouldAllBe(name => name.Length <= 64);
    }
}
