using CommandLine;
using CommandLine.Text;
using Pipeline.Common.Lineage;

namespace Pipeline.Common;

/// <summary>Runs a job as a program: command line in, exit code out, two lines for an error, a clean stop on a signal.</summary>
public static class JobHost
{
    /// <summary>Parses the options, runs the job, and maps every ending to its <see cref="ExitCode"/>.</summary>
    /// <param name="name">The program as the user called it, for the help text.</param>
    /// <param name="args">The command line.</param>
    /// <param name="job">The work; it returns normally when done and throws otherwise.</param>
    /// <typeparam name="TOptions">The options of the program.</typeparam>
    /// <returns>The exit code for the process.</returns>
    public static async Task<ExitCode> RunAsync<TOptions>(string name, IReadOnlyList<string> args, Func<TOptions, JobContext, Task> job)
        where TOptions : JobOptions
    {
        using var parser = new Parser(settings =>
        {
            settings.HelpWriter = null;
            settings.CaseInsensitiveEnumValues = true;
        });
        var parsed = parser.ParseArguments<TOptions>(args);
        if (parsed.Errors.Any())
            return parsed.Errors.IsHelp() || parsed.Errors.IsVersion() ? ShowHelp(name, parsed) : WrongUsage(name, Sentences(parsed));
        if (UnfilledOption.In(typeof(TOptions), args) is { } unfilled)
            return WrongUsage(name, $"Option '{unfilled}' has no value.");

        var options = parsed.Value;
        var output = new JobOutput(options.Json);
        var lineage = LineageSender.OfEnvironment();
        using var stop = new StopSignals();
        var context = new JobContext(output, stop.Token) { Lineage = lineage, StopCode = () => stop.Code };
        try
        {
            await job(options, context);
            return ExitCode.Done;
        }
        catch (Exception error)
        {
            if (await context.StopBehindAsync(error) is { } code)
            {
                JobOutput.Error($"{name} was interrupted by {stop.Received}; what it was at work on is not published.", "Run it again: a rerun starts clean.");
                return code;
            }

            var told = ServerErrors.ExplainAny(name, error);
            JobOutput.Error(told.Message, told.Remedy, options.Verbose ? error : null);
            return told.Code;
        }
        finally
        {
            // Last of all: locks and sessions are given back by now.
            await (lineage?.FlushAsync() ?? Task.CompletedTask);
        }
    }

    private static ExitCode ShowHelp<TOptions>(string name, ParserResult<TOptions> parsed)
    {
        var help = HelpText.AutoBuild(parsed, text =>
        {
            text.Heading = name;
            text.Copyright = "";
            text.AutoVersion = false;
            text.AdditionalNewLineAfterOption = false;
            text.AddDashesToOption = true;
            text.MaximumDisplayWidth = 110;
            return HelpText.DefaultParsingErrorsHandler(parsed, text);
        }, example => example);
        Console.WriteLine(help.ToString().TrimEnd());
        return ExitCode.Done;
    }

    private static string Sentences<TOptions>(ParserResult<TOptions> parsed)
    {
        var builder = SentenceBuilder.Create();
        return string.Join(' ', HelpText.RenderParsingErrorsTextAsLines(parsed, builder.FormatError, builder.FormatMutuallyExclusiveSetErrors, indent: 0));
    }

    private static ExitCode WrongUsage(string name, string what)
    {
        JobOutput.Error($"{name}: {what}", "The same command with --help lists the options.");
        return ExitCode.Usage;
    }
}
