using System.Diagnostics;
using Npgsql;
using Pipeline.Common;

namespace Pipeline.Replication.Source;

/// <summary>A connection to the source that opens while the target is being reached: a program that has just begun spends most of either on compiling its own code.</summary>
internal sealed class OpeningSource : IAsyncDisposable
{
    /// <summary>What waited longer, such as for a lock, is opened anew: meanwhile its server may have gone.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly CancellationTokenSource _unneeded;
    private readonly DatabaseUrl _source;
    private Task<NpgsqlConnection>? _opening;

    private OpeningSource(DatabaseUrl source, CancellationToken cancellation)
    {
        _source = source;
        _unneeded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _opening = Task.Run(() => SourceSnapshot.ConnectAsync(source, _unneeded.Token), CancellationToken.None);
    }

    public static OpeningSource Begin(DatabaseUrl source, CancellationToken cancellation) => new(source, cancellation);

    /// <summary>The snapshot of this moment, which is later than that of the opening.</summary>
    /// <exception cref="PipelineException">The source cannot be reached or does not let us in (exit 3).</exception>
    public async Task<SourceSnapshot> SnapshotAsync(CancellationToken cancellation)
    {
        if (Stopwatch.GetElapsedTime(_began) > Fresh)
            await GiveUpAsync();
        var connection = _opening is null ? await SourceSnapshot.ConnectAsync(_source, cancellation) : await _opening;
        _opening = null;
        return await SourceSnapshot.OfAsync(_source, connection, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await GiveUpAsync();
        _unneeded.Dispose();
    }

    private async Task GiveUpAsync()
    {
        if (_opening is null)
            return;
        await _unneeded.CancelAsync();

        // How it failed is of no interest: who needs the source after this opens it anew.
        await ((Task)_opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_opening.IsCompletedSuccessfully)
            await (await _opening).DisposeAsync();
        _opening = null;
    }
}
