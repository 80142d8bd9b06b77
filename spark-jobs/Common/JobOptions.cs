using CommandLine;

namespace Pipeline.Common;

/// <summary>What every program of the pipeline understands.</summary>
public abstract class JobOptions
{
    [Option("json", HelpText = "Print the result as one JSON object on standard output; all else goes to standard error.")]
    public bool Json { get; init; }

    [Option("verbose", HelpText = "Show the whole trace of an error.")]
    public bool Verbose { get; init; }
}
