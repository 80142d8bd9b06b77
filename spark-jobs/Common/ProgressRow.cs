namespace Pipeline.Common;

/// <summary>One row of a <see cref="ProgressBoard"/>; its methods may be called from any thread.</summary>
public abstract class ProgressRow
{
    /// <summary>Says how many rows have arrived in all.</summary>
    public abstract void MoveTo(long rows);

    /// <summary>Says in a word or two what is going on: "loading", "proving".</summary>
    public abstract void Stage(string stage);

    /// <summary>Ends the row.</summary>
    /// <param name="rows">The rows moved.</param>
    /// <param name="note">What a reader should remember of it, such as the checksum.</param>
    /// <param name="took">How long it took, where that is not since the row was added.</param>
    public abstract void Done(long rows, string note, TimeSpan? took = null);
}
