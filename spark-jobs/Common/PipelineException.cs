namespace Pipeline.Common;

/// <summary>A failure that is understood: what happened, what to do, and the exit code that stands for it.</summary>
public sealed class PipelineException : Exception
{
    /// <summary>Makes the error out of its two lines.</summary>
    /// <param name="code">The exit code of the process.</param>
    /// <param name="what">One line: what happened, with names and numbers and without secrets.</param>
    /// <param name="remedy">One line: what the reader can do about it.</param>
    /// <param name="inner">The error behind it, shown by <c>--verbose</c>.</param>
    public PipelineException(ExitCode code, string what, string remedy, Exception? inner = null)
        : base(what, inner)
    {
        Code = code;
        Remedy = remedy;
    }

    /// <summary>The exit code of the process.</summary>
    public ExitCode Code { get; }

    /// <summary>One line: what the reader can do about it.</summary>
    public string Remedy { get; }
}
