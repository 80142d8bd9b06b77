namespace Pipeline.Common;

/// <summary>Shows how far each moving thing is.</summary>
public abstract class ProgressBoard
{
    /// <summary>Adds a row.</summary>
    /// <param name="name">What moves, usually a table.</param>
    /// <param name="total">How many rows are expected; an estimate is enough.</param>
    public abstract ProgressRow Add(string name, long total);
}
