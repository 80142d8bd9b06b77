using CliWrap;
using CliWrap.Buffered;
using Pipeline.Cli;

namespace Pipeline.Compose.Tests;

/// <summary>The docker command, run in the checkout.</summary>
internal static class Docker
{
    public static string Root { get; } = ProjectFolder.Find().Root;

    /// <summary>Runs it to its end, whatever its exit code.</summary>
    public static async Task<BufferedCommandResult> TryAsync(params IReadOnlyList<string> words) => await CliWrap.Cli.Wrap("docker")
        .WithArguments(words)
        .WithWorkingDirectory(Root)
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync(CancellationToken.None);

    /// <summary>Runs it, and gives what it printed; it has to succeed.</summary>
    public static async Task<string> RunAsync(params IReadOnlyList<string> words)
    {
        var result = await TryAsync(words);
        result.ExitCode.ShouldBe(0, $"docker {string.Join(' ', words)}\n{Tail(result.StandardOutput)}\n{Tail(result.StandardError)}");
        return result.StandardOutput;
    }

    private static string Tail(string text) => string.Join('\n', text.Split('\n').TakeLast(40));
}
