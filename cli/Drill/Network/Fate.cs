namespace Pipeline.Cli.Drill.Network;

/// <summary>What becomes of a connection.</summary>
internal enum Fate
{
    GoesOn,

    /// <summary>Cut on both sides; towards the server the bytes at hand still go.</summary>
    Cut,
}
