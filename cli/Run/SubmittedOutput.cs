namespace Pipeline.Cli.Run;

/// <summary>
/// Both streams of a job arrive as one where spark-submit started it, because Spark's runners join them. This parts them again: the JSON
/// result and, where none is asked for, the lines of the work are output; an error and what follows it are not.
/// </summary>
/// <param name="hasResult">True where the job was asked for its result as JSON: output is that alone.</param>
internal sealed class SubmittedOutput(bool hasResult)
{
    private bool _isInResult;

    /// <summary>True once the job has said an error.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Copies what is read, line by line, to its end.</summary>
    public async Task CopyAsync(TextReader joined, TextWriter output, TextWriter errors)
    {
        while (await joined.ReadLineAsync() is { } line)
            await (IsOutput(line) ? output : errors).WriteLineAsync(line);
    }

    private bool IsOutput(string line)
    {
        HasFailed |= line.StartsWith("error: ", StringComparison.Ordinal);
        if (!hasResult)
            return !HasFailed;

        // The result is printed indented: no line within it begins with a brace.
        _isInResult |= line is "{";
        var isOutput = _isInResult;
        _isInResult &= line is not "}";
        return isOutput;
    }
}
