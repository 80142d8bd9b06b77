using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Cli.Doctor;

/// <summary><c>./pipeline doctor</c>: what the pipeline needs, what is there, and what to type for the rest.</summary>
internal static class DoctorVerb
{
    public static async Task<ExitCode> RunAsync(IReadOnlyList<string> args)
    {
        var outcome = ExitCode.Done;
        var host = await JobHost.RunAsync<DoctorOptions>("./pipeline doctor", args, async (_, context) => outcome = await ExamineAsync(context));
        return host == ExitCode.Done ? outcome : host;
    }

    private static async Task<ExitCode> ExamineAsync(JobContext context)
    {
        var project = ProjectFolder.Find();
        var notes = new List<string>();
        var home = await ServerHome.FindAsync(project, notes.Add, context.Cancellation);

        List<Finding> findings =
        [
            .. await new MachineChecks(project, home).RunAsync(context.Cancellation),
            .. await new PostgresChecks(home).RunAsync(context.Cancellation),
            .. await new EventsChecks(home).RunAsync(context.Cancellation),
            .. await new MySqlChecks(home).RunAsync(context.Cancellation),
            await new BrokerChecks(project).RunAsync(context.Cancellation),
            .. await new SparkChecks(project).RunAsync(context.Cancellation),
            .. await new CanaryChecks(project, home).RunAsync(context.Cancellation),
        ];
        Show(findings, notes, context.Output);
        context.Output.Result(findings);
        return findings.All(finding => finding.IsWell) ? ExitCode.Done : ExitCode.CannotConnect;
    }

    private static void Show(List<Finding> findings, List<string> notes, JobOutput output)
    {
        var width = findings.Max(finding => finding.Subject.Length);
        foreach (var finding in findings)
        {
            output.Line($"{(finding.IsWell ? "ok  " : "FAIL")}  {finding.Subject.PadRight(width)}  {finding.Found}");
            if (finding.Remedy is { } remedy)
                output.Line($"      {new string(' ', width)}  {remedy}");
        }

        foreach (var note in notes)
            output.Line($"note  {note}");
        var failed = findings.Count(finding => !finding.IsWell);
        output.Line(failed == 0 ? $"All {findings.Count} checks are well." : $"{failed} of {findings.Count} checks failed; what to do stands below each.");
    }
}
