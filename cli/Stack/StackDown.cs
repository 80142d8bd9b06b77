using Pipeline.Cli.Servers;
using Pipeline.Cli.Stack.Internal;

namespace Pipeline.Cli.Stack;

/// <summary><c>./pipeline down</c>: stops the stack, and removes its data when asked to.</summary>
internal sealed class StackDown(ProjectFolder project, Action<string> say)
{
    public async Task RunAsync(bool volumes, CancellationToken cancellation)
    {
        var folder = new StackFolder(project);
        using (await folder.StartingAsync(cancellation))
        {
            await StopAsync(folder, volumes, cancellation);
            if (!volumes)
                return;
            var home = await ServerHome.FindAsync(project, say, cancellation);
            string[] ours = ["kafka", "spark-cluster", "runs"];
            foreach (var data in ours.Select(name => Path.Combine(project.Private, name)).Concat([home.Postgres, home.MySql]))
                Remove(data);
        }

        Remove(folder.Path);
        say("All its data is removed.");
    }

    /// <summary>The databases are nobody's afterwards: the next command that starts one stops it at its end.</summary>
    private async Task StopAsync(StackFolder folder, bool volumes, CancellationToken cancellation)
    {
        var supervisor = new Supervisor(folder);
        var wasKilled = supervisor.WasKilled;
        var stopped = await supervisor.StopAsync(cancellation);
        var left = stopped || wasKilled || volumes ? await new Leftovers(project, folder).StopAsync(cancellation) : 0;
        say(stopped ? "The stack is stopped."
            : left > 0 ? $"The stack's supervisor had ended; {left} processes that it left are stopped."
            : "The stack did not run.");
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
