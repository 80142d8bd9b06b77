using Pipeline.Common;

namespace Pipeline.Cli.Drill;

/// <summary>How an attempt ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Said">Its error, or the last it said.</param>
/// <param name="At">When, by the stopwatch.</param>
/// <param name="Killed">True when the drill ended it.</param>
internal sealed record AttemptEnd(ExitCode Code, string Said, long At, bool Killed)
{
    /// <summary>An end that a fault may cause: well, unable to go on, or giving way to another. A job never calls a fault of its surroundings its own, nor the data's.</summary>
    public bool IsDecent => Killed || Code is ExitCode.Done or ExitCode.CannotConnect or ExitCode.AttemptAtWork;

    public override string ToString() => $"exit code {(int)Code}: {Said}";
}
