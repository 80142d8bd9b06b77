using System.Text.Json;
using Spectre.Console;

namespace Pipeline.Common;

/// <summary>Everything a job says: progress and lines for people, one JSON object for programs.</summary>
public sealed class JobOutput
{
    private static readonly JsonSerializerOptions JsonStyle = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    private readonly bool _json;

    /// <summary>Writes to the console of the process.</summary>
    /// <param name="json">True when standard output belongs to the JSON result: lines then go to standard error.</param>
    public JobOutput(bool json = false)
    {
        _json = json;
        Console = json || System.Console.IsOutputRedirected
            ? AnsiConsole.Create(new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(json ? System.Console.Error : System.Console.Out),
            })
            : AnsiConsole.Console;
        if (!Console.Profile.Out.IsTerminal)
            Console.Profile.Width = 120;
    }

    /// <summary>Where tables and charts are drawn.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>True where bars can move.</summary>
    public bool IsTerminal => Console.Profile.Out.IsTerminal && !_json;

    /// <summary>Writes one line for people, as it stands (no markup).</summary>
    public void Line(string text = "") => Console.Profile.Out.Writer.WriteLine(text);

    /// <summary>Writes the result for programs, when asked for by <c>--json</c>; property names become snake_case.</summary>
    public void Result<T>(T result)
    {
        if (_json)
            System.Console.Out.WriteLine(JsonSerializer.Serialize(result, JsonStyle));
    }

    /// <summary>Writes the two lines of an error, and its trace when given.</summary>
    public static void Error(string what, string remedy, Exception? trace = null)
    {
        System.Console.Error.WriteLine($"error: {what}");
        System.Console.Error.WriteLine($"  {remedy}");
        if (trace is not null)
            System.Console.Error.WriteLine(trace);
    }

    /// <summary>Runs work that reports progress: moving bars on a terminal, plain lines elsewhere.</summary>
    /// <param name="work">The work; it adds a row for each thing it moves.</param>
    public async Task<T> WithProgressAsync<T>(Func<ProgressBoard, Task<T>> work)
    {
        if (!IsTerminal)
            return await work(new PlainProgressBoard(this));

        return await Console.Progress()
            .AutoClear(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new RowsColumn(), new RemainingTimeColumn())
            .StartAsync(async context => await work(new LiveProgressBoard(context)));
    }
}
