namespace Pipeline.Integration.Tests.Servers;

/// <summary>What a machine may lack: a test that needs it is skipped with the reason on a laptop, and fails in CI.</summary>
internal static class Capability
{
    /// <summary>Ends the test when something is missing.</summary>
    /// <param name="missing">What is missing and how to get it; null when all is there.</param>
    public static void Require(string? missing)
    {
        if (missing is null)
            return;
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
            Assert.Fail($"In CI nothing may be missing: {missing}");
        Assert.Skip(missing);
    }
}
