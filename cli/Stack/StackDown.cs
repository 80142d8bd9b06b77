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
            var stopped = await new Supervisor(folder).StopAsync(cancellation);
            say(stopped ? "The stack is stopped." : "The stack did not run.");
            if (!volumes)
                return;
            var home = await ServerHome.FindAsync(project, say, cancellation);
            await PrivatePostgres.StopAsync(home.Postgres);
            await PrivateMySql.StopAsync(home.MySql);
            string[] ours = ["kafka", "spark-cluster", "runs"];
            foreach (var data in ours.Select(name => Path.Combine(project.Private, name)).Concat([home.Postgres, home.MySql]))
                Remove(data);
        }

        Remove(folder.Path);
        say("All its data is removed.");
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
