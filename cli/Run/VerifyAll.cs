using System.Text.Json;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Cli.Run;

/// <summary><c>./pipeline verify</c> without a subject: all of them, one after another. One that fails, or has nothing to verify yet, hides none.</summary>
internal sealed class VerifyAll(VerifyAllOptions options, JobContext context)
{
    private static readonly ExitCode[] WorstFirst =
        [ExitCode.ProofFailed, ExitCode.DataRefused, ExitCode.Bug, ExitCode.Usage, ExitCode.CannotConnect, ExitCode.AttemptAtWork, ExitCode.Done];

    public static async Task<ExitCode> RunAsync(IReadOnlyList<string> args)
    {
        // A subject that fails has said so itself: its exit code passes, and no second error is printed over it.
        var worst = ExitCode.Done;
        var host = await JobHost.RunAsync<VerifyAllOptions>("./pipeline verify", args, async (options, context) => worst = await new VerifyAll(options, context).VerifyAsync());
        return host == ExitCode.Done ? worst : host;
    }

    /// <summary>The code that most needs a person; one that is no job's own, such as that of a signal, is worse than all.</summary>
    internal static ExitCode Worst(IEnumerable<ExitCode> codes) => codes.MinBy(code => Array.IndexOf(WorstFirst, code));

    private async Task<ExitCode> VerifyAsync()
    {
        await using var servers = await ShopServers.OpenWhatIsThereAsync(ProjectFolder.Find(), Console.Error.WriteLine, context.Cancellation);
        Dictionary<string, SubjectResult> results = [];
        foreach (var subject in VerifySubject.All)
        {
            context.Output.Line($"{(results.Count > 0 ? "\n" : "")}verify {subject.Name}");
            results[subject.Name] = await VerifyAsync(subject, servers);
            context.Cancellation.ThrowIfCancellationRequested();
        }

        var worst = Worst(results.Values.Select(result => result.ExitCode));
        context.Output.Line($"\n{string.Join(", ", results.Select(one => $"{one.Key}: {one.Value}"))}");
        context.Output.Result(new
        {
            exitCode = (int)worst,
            subjects = results.ToDictionary(one => one.Key, one => new { exitCode = (int)one.Value.ExitCode, nothing = one.Value.Nothing, result = one.Value.Printed }, StringComparer.Ordinal),
        });
        return worst;
    }

    private async Task<SubjectResult> VerifyAsync(VerifySubject subject, ShopServers servers)
    {
        if (subject.Job.UsesMySql && !servers.HasMySql)
        {
            context.Output.Line($"Nothing to verify: {ShopServers.NoMySql}.");
            return new(ExitCode.Done, Printed: null) { Nothing = ShopServers.NoMySql };
        }
        if (!options.Json)
            return new(await RunAsync(subject, servers), Printed: null);

        // What one prints for programs becomes a part of the one object that this prints.
        var ordinary = Console.Out;
        await using var printed = new StringWriter();
        Console.SetOut(printed);
        try
        {
            var code = await RunAsync(subject, servers);
            return new(code, printed.ToString() is { Length: > 0 } text ? JsonElement.Parse(text) : null);
        }
        finally
        {
            Console.SetOut(ordinary);
        }
    }

    private async Task<ExitCode> RunAsync(VerifySubject subject, ShopServers servers)
    {
        var args = options.For(subject);
        try
        {
            SparkRun.Prepare(subject.Job, RunPlace.Embedded, args);
        }
        catch (PipelineException refused)
        {
            JobOutput.Error(refused.Message, refused.Remedy);
            return refused.Code;
        }

        return await subject.Job.RunOnAsync(servers, args);
    }

    /// <summary>How a subject ended.</summary>
    /// <param name="ExitCode">Its exit code.</param>
    /// <param name="Printed">What it printed for programs.</param>
    private sealed record SubjectResult(ExitCode ExitCode, JsonElement? Printed)
    {
        /// <summary>Why there was nothing to verify; null where there was.</summary>
        public string? Nothing { get; init; }

        public override string ToString() => (Nothing, ExitCode) switch
        {
            (not null, _) => "nothing to verify",
            (_, ExitCode.Done) => "verified",
            _ => $"not verified, exit code {(int)ExitCode}",
        };
    }
}
