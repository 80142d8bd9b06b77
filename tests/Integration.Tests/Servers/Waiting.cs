using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Pipeline.Integration.Tests.Servers;

/// <summary>Waits for what a test looks for. The limit decides no test: it is there so that a hang ends, and says what was waited for.</summary>
internal static class Waiting
{
    /// <summary>More than the slowest machine needs for anything that is waited for here.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>For a job that follows a killed attempt: a server notices a moment later that the connection which holds the lock is gone.</summary>
    public static readonly string[] ForTheLock = ["--lock-wait", "600"];

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);
    private const double Growth = 1.2;

    /// <summary>Asks until it is so, in the end ten times a second.</summary>
    /// <param name="isSo">The question.</param>
    /// <param name="what">Its text, for the failure.</param>
    public static async Task UntilAsync(Func<Task<bool>> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "")
    {
        var began = Stopwatch.GetTimestamp();
        for (var pause = FirstPause; !await isSo(); pause = pause < LongestPause ? pause * Growth : LongestPause)
        {
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(Patience, what);
            await Task.Delay(pause, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The same for what needs no server's answer.</summary>
    public static Task UntilAsync(Func<bool> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "") =>
        UntilAsync(() => Task.FromResult(isSo()), what);

    /// <summary>Asks often, for something of a moment that a process brings about; one that ends without it fails the test.</summary>
    public static async Task UntilAsync(JobProcess process, Func<Task<bool>> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "")
    {
        var began = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            process.HasExited.ShouldBeFalse($"It ended before this was so: {what}");
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(Patience, what);
            await Task.Delay(FirstPause, TestContext.Current.CancellationToken);
        }
    }
}
