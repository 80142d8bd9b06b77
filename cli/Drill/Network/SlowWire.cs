namespace Pipeline.Cli.Drill.Network;

/// <summary>Bytes that come late, and not many at a time.</summary>
internal sealed class SlowWire(TimeSpan latency, int bytesPerSecond) : IWire
{
    public ValueTask<Fate> ToServerAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => WaitAsync(bytes.Length, cancellation);

    public ValueTask<Fate> ToClientAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => WaitAsync(bytes.Length, cancellation);

    private async ValueTask<Fate> WaitAsync(int bytes, CancellationToken cancellation)
    {
        await Task.Delay(latency + TimeSpan.FromSeconds((double)bytes / bytesPerSecond), cancellation);
        return Fate.GoesOn;
    }
}
