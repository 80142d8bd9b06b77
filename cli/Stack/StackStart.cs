using System.Diagnostics;
using System.Globalization;
using Pipeline.Common;

namespace Pipeline.Cli.Stack;

/// <summary>Starts the services, each as soon as those it needs are well, and says when each of them is.</summary>
internal sealed class StackStart(LocalStack stack, ProjectFolder project, JobContext context)
{
    private const int LastLines = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, Lazy<Task>> _steps = new(StringComparer.Ordinal);

    public async Task RunAsync()
    {
        foreach (var service in stack.Services)
            _steps[service.Name] = new(() => StartAsync(service));
        _steps[StackNames.AirflowInit] = new(InitializeAirflowAsync);
        var all = _steps.Values.Select(step => step.Value).ToList();
        await Task.WhenAll(all);
    }

    private async Task NeedAsync(IEnumerable<string> names)
    {
        foreach (var name in names)
            await _steps[name].Value;
    }

    private async Task StartAsync(StackService service)
    {
        await NeedAsync(service.Needs);
        var began = Stopwatch.GetTimestamp();
        await stack.Supervisor.LaunchAsync(service.Name, context.Cancellation);
        while (!await service.IsWellAsync(context.Cancellation) || !await RunsAsync(service.Name))
        {
            if (Stopwatch.GetElapsedTime(began) > service.Patience)
                throw NotWell(service, $"was not well after {service.Patience.TotalSeconds:N0} s");
            if ((await stack.Supervisor.StatesAsync(context.Cancellation)).GetValueOrDefault(service.Name)?.GivenUp == true)
                throw NotWell(service, "ended each time it was started");
            await Task.Delay(Pause, context.Cancellation);
        }

        Say(service.Name, began, service.Address);
    }

    /// <summary>Airflow's tables, the connections of its tasks, and its admin.</summary>
    private async Task InitializeAirflowAsync()
    {
        await NeedAsync([StackNames.Postgres]);
        if (await RunsAsync(StackNames.Webserver))
            return;
        var began = Stopwatch.GetTimestamp();
        await new AirflowInit(stack, project).RunAsync(context.Cancellation);
        Say(StackNames.AirflowInit, began, "tables, connections and the user admin");
    }

    private async Task<bool> RunsAsync(string service) =>
        (await stack.Supervisor.StatesAsync(context.Cancellation)).GetValueOrDefault(service)?.Runs == true;

    private void Say(string name, long began, string what) => context.Output.Line(string.Create(
        CultureInfo.InvariantCulture, $"{name,-22} well after {Stopwatch.GetElapsedTime(began).TotalSeconds,5:N1} s  {what}").TrimEnd());

    private PipelineException NotWell(StackService service, string what)
    {
        var log = stack.Folder.Log(service.Name);
        var last = File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(LastLines)) : "it wrote no log";
        return new PipelineException(ExitCode.CannotConnect, $"{service.Name} {what}. Its last lines:\n{last}", $"Read {log}, mend the cause, then type: ./pipeline up");
    }
}
