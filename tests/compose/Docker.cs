using CliWrap;
using CliWrap.Buffered;
using Pipeline.Cli;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Compose.Tests;

/// <summary>The docker command, run in the checkout.</summary>
internal static class Docker
{
    /// <summary>The compose project of the tests: its own volumes and network.</summary>
    public const string Project = "pipeline-compose-tests";

    public static string Root { get; } = ProjectFolder.Find().Root;

    /// <summary>What the images of the tests are built with: Microsoft.Spark only where the caller says that it can be had.</summary>
    public static string Binding { get; } = Environment.GetEnvironmentVariable("SPARK_BINDING") is { Length: > 0 } given ? given : "engines";

    /// <summary>Ends the test where no engine answers; where .ci/run makes the official images meanwhile, waits for them.</summary>
    public static async Task RequireAsync()
    {
        if (Environment.GetEnvironmentVariable("PIPELINE_NO_ENGINE") is { Length: > 0 } why)
            Assert.Skip(why);
        Capability.Require((await TryAsync("compose", "version")).ExitCode == 0 && (await TryAsync("info")).ExitCode == 0
            ? null
            : "The stack in containers needs a Docker engine with compose, and none answers here: start one.");
        var unfinished = Environment.GetEnvironmentVariable("PIPELINE_IMAGES_UNFINISHED");
        await ComposeFixture.UntilAsync(() => Task.FromResult(!File.Exists(unfinished)), () => $"{unfinished} is still there: .ci/run has not made all images");
    }

    /// <summary>Runs it to its end, whatever its exit code.</summary>
    public static async Task<BufferedCommandResult> TryAsync(params IReadOnlyList<string> words) => await CliWrap.Cli.Wrap("docker")
        .WithArguments(words)
        .WithWorkingDirectory(Root)
        .WithEnvironmentVariables(set => set.Set("COMPOSE_PROJECT_NAME", Project).Set("SPARK_BINDING", Binding))
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync(CancellationToken.None);

    /// <summary>Runs it, and gives what it printed; it has to succeed.</summary>
    public static async Task<string> RunAsync(params IReadOnlyList<string> words)
    {
        var result = await TryAsync(words);
        result.ExitCode.ShouldBe(0, $"docker {string.Join(' ', words)}\n{Tail(result.StandardOutput)}\n{Tail(result.StandardError)}");
        return result.StandardOutput;
    }

    /// <summary>The same, as lines.</summary>
    public static async Task<IReadOnlyList<string>> LinesAsync(params IReadOnlyList<string> words) =>
        (await RunAsync(words)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Tail(string text) => string.Join('\n', text.Split('\n').TakeLast(40));
}
