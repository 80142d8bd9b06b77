namespace Pipeline.Common.Tests;

public sealed class ParentWatchTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task A_parent_that_is_gone_is_told_once_and_the_process_ends_after_its_grace()
    {
        var parent = 42;
        var told = 0;
        var ended = new TaskCompletionSource();
        using var watch = new ParentWatch(() => parent, () => told++, () => ended.TrySetResult(), Tick, Tick * 5);

        parent = 1;

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        told.ShouldBe(1);
    }

    [Fact]
    public async Task A_parent_that_stays_is_never_told()
    {
        var looked = new TaskCompletionSource();
        var looks = 0;
        var told = false;
        using var watch = new ParentWatch(Parent, () => told = true, () => told = true, Tick, Tick);

        await looked.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        told.ShouldBeFalse();

        int Parent()
        {
            if (++looks > 5)
                looked.TrySetResult();
            return 42;
        }
    }

    [Fact]
    public void Nobody_is_watched_where_no_JVM_started_us() => ParentWatch.Begin(() => { }).ShouldBeNull();
}
