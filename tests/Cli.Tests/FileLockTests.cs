using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Tests;

public sealed class FileLockTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"pipeline-lock-{Guid.CreateVersion7():N}");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Many_share_it_and_nobody_takes_it_meanwhile()
    {
        var first = FileLock.Share(_file);
        var second = FileLock.Share(_file);

        FileLock.TryTake(_file).ShouldBeNull();
        first.Dispose();
        FileLock.TryTake(_file).ShouldBeNull();
        second.Dispose();

        using var taken = FileLock.TryTake(_file);
        taken.ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_waits_gets_it_once_it_is_free()
    {
        var first = FileLock.TryTake(_file).ShouldNotBeNull();
        var waiting = FileLock.TakeAsync(_file, TestContext.Current.CancellationToken);
        await Task.Delay(120, TestContext.Current.CancellationToken);
        waiting.IsCompleted.ShouldBeFalse();

        first.Dispose();

        using var second = await waiting;
        FileLock.TryTake(_file).ShouldBeNull();
    }

    [Fact]
    public async Task Waiting_ends_with_the_program()
    {
        using var taken = FileLock.TryTake(_file);
        using var stop = new CancellationTokenSource();

        var waiting = FileLock.TakeAsync(_file, stop.Token);
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_an_error_and_no_endless_wait()
    {
        File.CreateSymbolicLink(_file, _file);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(10));

        await Should.ThrowAsync<IOException>(() => FileLock.TakeAsync(_file, stop.Token));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error_and_no_endless_wait() =>
        Should.Throw<DirectoryNotFoundException>(() => FileLock.TryTake(Path.Combine(_file, "missing", "lock")));
}
