namespace Pipeline.Cli.Drill.Network;

/// <summary>What happens to the bytes of one connection on their way.</summary>
internal interface IWire
{
    /// <summary>Before bytes go on to the server.</summary>
    /// <returns>What becomes of the connection after that.</returns>
    ValueTask<Fate> ToServerAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>Before bytes go back to the client.</summary>
    /// <returns>What becomes of the connection; these bytes are kept back unless it goes on.</returns>
    ValueTask<Fate> ToClientAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);
}
