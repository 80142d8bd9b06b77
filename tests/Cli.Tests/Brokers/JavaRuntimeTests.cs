using Pipeline.Cli.Brokers;
using Pipeline.Common;

namespace Pipeline.Cli.Tests.Brokers;

public sealed class JavaRuntimeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline-java-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Packages => Path.Combine(_folder, "jvm");

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

    [Theory]
    [InlineData("21.0.4", "jvm/java-17-openjdk-amd64")]
    [InlineData("17.0.15", "first")]
    [InlineData(null, "jvm/java-17-openjdk-amd64")]
    public async Task The_package_of_17_is_found_beside_a_newer_Java_that_comes_first(string? first, string expected)
    {
        Lay("jvm/java-17-openjdk-amd64", "17.0.14");
        Lay("jvm/java-21-openjdk-amd64", "21.0.4");

        var found = await JavaRuntime.FindAsync(first is null ? null : Lay("first", first), Packages, Cancellation);

        found.Home.ShouldBe(Path.Combine(_folder, expected));
        JavaRuntime.MajorOf(found.Version).ShouldBe(JavaRuntime.Major);
    }

    [Fact]
    public async Task A_newer_Java_alone_is_named()
    {
        var newer = Lay("first", "21.0.4");

        var missing = await Should.ThrowAsync<PipelineException>(() => JavaRuntime.FindAsync(newer, Packages, Cancellation));

        missing.Message.ShouldBe($"Java 17 is needed, and {newer} is 21.0.4.");
        missing.Remedy.ShouldContain("openjdk-17-jre-headless");
    }

    [Fact]
    public async Task No_Java_at_all_is_said()
    {
        (await Should.ThrowAsync<PipelineException>(() => JavaRuntime.FindAsync(preferred: null, Packages, Cancellation))).Message.ShouldBe("Java 17 is needed, and there is no `java` on PATH.");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Lay(string home, string version)
    {
        var program = Path.Combine(_folder, home, "bin", "java");
        Directory.CreateDirectory(Path.GetDirectoryName(program)!);
        File.WriteAllText(program, $"#!/bin/sh\necho 'openjdk version \"{version}\" 2025-04-15' >&2\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return program;
    }
}
