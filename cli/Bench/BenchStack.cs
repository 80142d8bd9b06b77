using Pipeline.Cli.Airflow;
using Pipeline.Cli.Stack;
using Pipeline.Common;

namespace Pipeline.Cli.Bench;

/// <summary>A stack for measuring alone: free ports, data of its own, installed what the project has installed.</summary>
internal sealed class BenchStack : IAsyncDisposable
{
    private const int MostTurns = 5;

    private static readonly string[] Dags = ["dag_replication", "dag_analytics", "dag_kafka_stream"];
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ProjectFolder _project;
    private readonly JobContext _context;
    private AirflowApi? _airflow;

    private BenchStack(ProjectFolder project, JobContext context) => (_project, _context) = (project, context);

    public AirflowApi Airflow => _airflow!;

    /// <summary>Starts it and waits until it has filled itself.</summary>
    public static async Task<BenchStack> StartAsync(ProjectFolder project, JobContext context)
    {
        Environment.SetEnvironmentVariable("PIPELINE_INSTALLED", project.Installed);
        var own = project with { Private = Path.Combine(project.Private, "bench", "stack") };
        var stack = new BenchStack(own, context);
        try
        {
            var stock = new StockSpark(Path.Combine(own.Private, "stock"));
            Environment.SetEnvironmentVariable("PATH", $"{Environment.GetEnvironmentVariable("PATH")}:{Path.Combine(own.Private, "stock")}");
            await new StackUp(own, context).RunAsync(StackPorts.Free());
            var local = (await LocalStack.LookAtAsync(own, context.Output.Line, context.Cancellation))!;
            stock.Lay(Spark.SparkCluster.Of(own).PropertiesFile);
            stack._airflow = await AirflowApi.LogInAsync(local.Airflow.Address, await File.ReadAllTextAsync(local.Airflow.Home.AdminPassword, context.Cancellation), context.Cancellation);
            while (!Dags.All((await stack.RunsAsync()).Where(run => run.Succeeded).Select(run => run.Dag).Contains))
                await Task.Delay(Pause, context.Cancellation);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a DAG while no other runs; a run that another came across is not counted, and done again.</summary>
    /// <exception cref="PipelineException">Others came across again and again (exit 75).</exception>
    public async Task<DagTimes> MeasureAsync(string dag)
    {
        for (var turn = 0; turn < MostTurns; turn++)
        {
            await UntilQuietAsync();
            var id = $"bench_{Guid.CreateVersion7():N}";
            using var seen = CancellationTokenSource.CreateLinkedTokenSource(_context.Cancellation);
            var watch = new JobWatch(id);
            var looking = watch.LookAsync(seen.Token);
            var began = DateTimeOffset.UtcNow;
            await Airflow.TriggerAsync(dag, id, _context.Cancellation);
            AirflowRun run;
            while (!(run = await Airflow.RunAsync(dag, id, _context.Cancellation)).IsDone)
                await Task.Delay(Pause, _context.Cancellation);
            await seen.CancelAsync();
            await looking;
            if (!run.Succeeded)
                throw new PipelineException(ExitCode.Bug, $"{dag}, run {id}, ended as {run.State}.", $"Read {Path.Combine(_project.Private, "stack", "airflow", "logs")}.");
            var tasks = await Airflow.TasksAsync(dag, id, _context.Cancellation);
            // What the run's assets cause may begin before the scheduler closes the run, but not before its last task has ended.
            var worked = tasks.Max(task => task.Ended);
            var alone = (await RunsAsync()).All(other => other.Id == id || other.Started is not { } start || start > worked || other.Ended < began);
            if (alone && tasks.All(task => task.Try == 1))
                return DagTimes.Of((run.Ended!.Value - began).TotalSeconds, tasks.Select(task => task.Seconds), watch.Seconds);
        }
        throw new PipelineException(ExitCode.AttemptAtWork, $"Other runs came across {dag} {MostTurns} times.", "Type it again when no schedule is due.");
    }

    public async ValueTask DisposeAsync()
    {
        _airflow?.Dispose();
        await new StackDown(_project, _context.Output.Line).RunAsync(volumes: true, CancellationToken.None);
    }

    private Task<IReadOnlyList<AirflowRun>> RunsAsync() => Airflow.LatestRunsAsync(_context.Cancellation);

    /// <summary>An asset's run begins a moment after its cause has ended.</summary>
    private async Task UntilQuietAsync()
    {
        for (var since = DateTime.UtcNow; DateTime.UtcNow - since < Quiet; await Task.Delay(Pause, _context.Cancellation))
        {
            if ((await RunsAsync()).Any(run => !run.IsDone))
                since = DateTime.UtcNow;
        }
    }
}
