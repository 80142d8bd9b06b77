using System.Diagnostics;
using Pipeline.Cli.Run;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Cli.Spark;
using Pipeline.Cli.Stack.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Stack;

/// <summary><c>./pipeline up</c>: installs, lays out, starts; what is there already is left alone.</summary>
internal sealed class StackUp(ProjectFolder project, JobContext context)
{
    public async Task RunAsync(StackPorts wished)
    {
        var began = Stopwatch.GetTimestamp();
        var folder = new StackFolder(project);
        using var starting = await folder.StartingAsync(context.Cancellation);
        var stack = await RunningAsync(folder) ?? await BeginAsync(folder, wished);
        await new StackStart(stack, project, context).RunAsync();
        context.Output.Line(string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"The stack is up after {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s."));
        context.Output.Line($"Airflow  {stack.Airflow.Address}  (user admin; ./pipeline credentials shows the password)");
        context.Output.Line($"Spark    http://127.0.0.1:{stack.Ports.Spark.MasterUi}");
    }

    private async Task<LocalStack?> RunningAsync(StackFolder folder)
    {
        if (new Supervisor(folder).ProcessNumber is null)
            return null;
        await foreach (var change in new StackInstaller(project, context.Output.Line).ChangesAsync(context.Cancellation))
            context.Output.Line($"{change} The stack goes on with it; for the new one type: ./pipeline down, then ./pipeline up");
        return await LocalStack.LookAtAsync(project, context.Output.Line, context.Cancellation);
    }

    private async Task<LocalStack> BeginAsync(StackFolder folder, StackPorts wished)
    {
        if (new Supervisor(folder).WasKilled && await new Leftovers(project, folder).StopAsync(context.Cancellation) is > 0 and var left)
            context.Output.Line($"The stack's supervisor had ended; {left} processes that it left are stopped.");
        await SparkCluster.Of(project).StopAsync(context.Cancellation);
        await RequireFreeAsync(wished);
        var parts = await new StackInstaller(project, context.Output.Line).EnsureAsync(context.Cancellation);
        await using var postgres = await PrivatePostgres.StartAsync(parts.Servers.Postgres, context.Output.Line, context.Cancellation);
        await using var mysql = await PrivateMySql.StartAsync(parts.Servers.MySql, context.Output.Line, context.Cancellation);
        await StackSchema.PrepareAsync(postgres, mysql, context.Cancellation);
        await FillAsync(postgres);

        var stack = LocalStack.Of(project, wished, postgres, mysql);
        var services = await new StackHandOver(project, parts, wished).GiveAsync(stack.Services, postgres, mysql, context.Cancellation);
        folder.Ports = wished;
        ServerFolder.WriteSecretly(stack.Airflow.Home.Settings, System.Text.Encoding.UTF8.GetBytes(stack.Airflow.Text(folder)));
        await stack.Supervisor.StartAsync(services, context.Cancellation);
        return stack;
    }

    /// <summary>A new stack has a shop to show.</summary>
    private async Task FillAsync(PrivatePostgres postgres)
    {
        if (!await StackSchema.IsShopEmptyAsync(postgres, context.Cancellation))
            return;
        var filled = await GenerateAsync(postgres.Url(ShopRoles.Writer, ShopRoles.Database));
        if (filled != ExitCode.Done)
            throw new PipelineException(filled, $"The shop was not filled: the generator ended with exit code {(int)filled}.", "Mend what it says above, then type: ./pipeline up");
    }

    /// <summary>The address, with the password of the shop's owner, is the generator's alone: what is started later inherits our variables.</summary>
    private static async Task<ExitCode> GenerateAsync(DatabaseUrl shop)
    {
        const string variable = "POSTGRES_URL";
        var before = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, shop.WithPassword());
        try
        {
            return await Job.Generate.RunAsync([]);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }
    }

    /// <summary>Before anything is installed or started: names every port that is taken, except by servers of our own.</summary>
    private async Task RequireFreeAsync(StackPorts wished)
    {
        var home = await ServerHome.FindAsync(project, context.Output.Line, context.Cancellation);
        List<int?> ours =
        [
            PrivatePostgres.IsRunning(home.Postgres) ? ServerFolder.Open(home.Postgres).Port : null,
            PrivateMySql.IsRunning(home.MySql) ? ServerFolder.Open(home.MySql).Port : null,
        ];
        var taken = wished.All.Where(one => !ours.Contains(one.Port) && !Loopback.IsFree(one.Port)).Select(one =>
            $"127.0.0.1:{one.Port}, which {one.Service} needs, is taken by {PortOwner.Of(one.Port) ?? "a program of another user"}").ToList();
        if (taken is not [])
            throw new PipelineException(ExitCode.CannotConnect, $"{string.Join("; ", taken)}.", "Stop what takes it, or type: ./pipeline up --free-ports");
    }
}
