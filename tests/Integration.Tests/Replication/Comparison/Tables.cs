namespace Pipeline.Integration.Tests.Replication.Comparison;

/// <summary>Compares a table with its replica, value by value, sharing no code with the job.</summary>
internal static class Tables
{
    public static async Task ShouldBeEqualAsync(Shop shop, string source, string target)
    {
        var (kinds, expected) = await SourceRows.ReadAsync(shop.Source.Superuser, source);
        var actual = await TargetRows.ReadAsync(shop.Target.Owner, target, kinds);
        actual.Count.ShouldBe(expected.Count, source);
        for (var i = 0; i < expected.Count; i++)
            actual[i].ShouldBe(expected[i], $"{source}, row {i}");
    }
}
