namespace Pipeline.Integration.Tests.Stack;

/// <summary>Waits for what the scheduler does in its own time.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var end = DateTime.UtcNow + Patience; !await condition(); await Task.Delay(Pause, TestContext.Current.CancellationToken))
            DateTime.UtcNow.ShouldBeLessThan(end);
    }

    public static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));
}
