namespace Pipeline.Cli.Drill.Network;

/// <summary>How much is known of a frame.</summary>
internal enum FrameState
{
    /// <summary>More bytes are needed to tell.</summary>
    Incomplete,

    /// <summary>Its length is known, and its statement where it has one.</summary>
    Known,
}
