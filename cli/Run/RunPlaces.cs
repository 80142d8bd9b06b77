using Pipeline.Common;

namespace Pipeline.Cli.Run;

/// <summary>The words <c>--on PLACE</c> among a job's own.</summary>
internal static class RunPlaces
{
    private const string Option = "--on";

    /// <summary>Takes them out; without them the job runs embedded.</summary>
    /// <exception cref="PipelineException">There is no such place (exit 2).</exception>
    public static (RunPlace Place, IReadOnlyList<string> Args) Take(IReadOnlyList<string> args)
    {
        var place = RunPlace.Embedded;
        List<string> rest = [];
        for (var i = 0; i < args.Count; i++)
        {
            if (string.Equals(args[i], Option, StringComparison.Ordinal))
                place = Parse(++i < args.Count ? args[i] : "");
            else if (args[i].StartsWith($"{Option}=", StringComparison.Ordinal))
                place = Parse(args[i][(Option.Length + 1)..]);
            else
                rest.Add(args[i]);
        }

        return (place, rest);
    }

    /// <summary>The place of a word.</summary>
    /// <exception cref="PipelineException">There is no such place (exit 2).</exception>
    public static RunPlace Parse(string word) => word switch
    {
        "embedded" => RunPlace.Embedded,
        "spark" => RunPlace.Spark,
        "connect" => RunPlace.Connect,
        "" => throw new PipelineException(ExitCode.Usage, $"{Option} names no place.", $"Write {Option} spark, {Option} connect or {Option} embedded."),
        _ => throw new PipelineException(ExitCode.Usage, $"{Option} {word}: there is no such place.", $"Write {Option} spark, {Option} connect or {Option} embedded."),
    };
}
