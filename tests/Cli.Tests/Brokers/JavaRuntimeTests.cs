using Pipeline.Cli.Brokers;

namespace Pipeline.Cli.Tests.Brokers;

public sealed class JavaRuntimeTests
{
    [Theory]
    [InlineData("openjdk version \"17.0.15\" 2025-04-15", "17.0.15", 17)]
    [InlineData("java version \"1.8.0_402\"", "1.8.0_402", 8)]
    [InlineData("openjdk version \"21\" 2023-09-19", "21", 21)]
    [InlineData("openjdk version \"22-ea\" 2024-03-19", "22-ea", 22)]
    public void A_version_is_read_from_what_java_prints(string printed, string version, int major)
    {
        JavaRuntime.VersionIn(printed).ShouldBe(version);
        JavaRuntime.MajorOf(version).ShouldBe(major);
    }

    [Fact]
    public void What_names_no_version_has_none()
    {
        JavaRuntime.VersionIn("command not found").ShouldBeNull();
        JavaRuntime.MajorOf("of no known version").ShouldBeNull();
    }
}
