using System.Diagnostics;
using Pipeline.Cli.Brokers;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Cli.Spark;
using Pipeline.Common;

namespace Pipeline.Cli.Stack.Internal;

/// <summary>What lives on when the supervisor itself was killed. Its services are known by its address, which it puts among their variables.</summary>
internal sealed class Leftovers(ProjectFolder project, StackFolder folder)
{
    private const string Address = "SUPERVISOR_SERVER_URL";
    private const string Name = "SUPERVISOR_PROCESS_NAME";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // What the others write to, stopped after them; the databases hide their variables.
    private static readonly string[] Servers =
        [StackNames.Postgres, StackNames.MySql, StackNames.ZooKeeper, StackNames.Kafka, StackNames.SparkMaster, StackNames.SparkWorker];

    /// <summary>Stops all of it, those first that use the others. Returns how many processes were found.</summary>
    public async Task<int> StopAsync(CancellationToken cancellation)
    {
        var home = await ServerHome.FindAsync(project, _ => { }, cancellation);
        var found = Of(_ => true).Count;
        await EndAsync(name => !Servers.Contains(name, StringComparer.Ordinal), cancellation);
        await SparkCluster.Of(project).StopAsync(cancellation);
        if (Directory.Exists(project.Kafka))
            await NativeKafka.StopAsync(project.Kafka, cancellation);
        if (Directory.Exists(home.Postgres))
            await PrivatePostgres.StopAsync(home.Postgres);
        if (Directory.Exists(home.MySql))
            await PrivateMySql.StopAsync(home.MySql);
        await EndAsync(_ => true, cancellation);
        File.Delete(folder.ProcessId);
        return found;
    }

    private async Task EndAsync(Predicate<string> isMeant, CancellationToken cancellation)
    {
        var asked = new HashSet<int>();
        for (var began = Stopwatch.GetTimestamp(); Of(isMeant) is { Count: > 0 } left; await Task.Delay(Pause, cancellation))
        {
            var waited = Stopwatch.GetElapsedTime(began);
            if (waited > LastPatience)
            {
                throw new PipelineException(
                    ExitCode.CannotConnect, $"The processes {string.Join(", ", left)} of the stack do not end, not even when killed.", $"Look at them with `ps -fp {string.Join(',', left)}`.");
            }

            foreach (var id in left.Where(id => asked.Add(id) || waited > Patience))
                LibC.Signal(id, waited > Patience ? LibC.Kill : LibC.Terminate);
        }
    }

    private List<int> Of(Predicate<string> isMeant) => [.. ProcessTree.Ids().Where(id => id != Environment.ProcessId && IsOurs(ProcessTree.Variables(id), isMeant))];

    private bool IsOurs(IReadOnlyList<string> variables, Predicate<string> isMeant) =>
        variables.Contains($"{Address}=unix://{folder.Socket}", StringComparer.Ordinal)
        && isMeant(variables.FirstOrDefault(variable => variable.StartsWith($"{Name}=", StringComparison.Ordinal))?[(Name.Length + 1)..] ?? "");
}
