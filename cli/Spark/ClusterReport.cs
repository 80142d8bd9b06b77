namespace Pipeline.Cli.Spark;

/// <summary>What <c>spark status --json</c> prints.</summary>
/// <param name="Running">True when master and worker do their work.</param>
/// <param name="Master">Where applications are submitted; null when no master runs.</param>
/// <param name="Ui">The master's pages.</param>
/// <param name="Connect">Where the Connect server listens; null when none runs.</param>
/// <param name="Workers">The workers that are alive.</param>
/// <param name="Applications">The applications that run or wait.</param>
internal sealed record ClusterReport(
    bool Running, string? Master, string? Ui, string? Connect, IReadOnlyList<WorkerStatus> Workers, IReadOnlyList<ApplicationStatus> Applications)
{
    /// <summary>Made from what the master says and which processes there are.</summary>
    public static ClusterReport Of(SparkPorts? ports, MasterStatus? master, bool connectRuns) => ports is null || master is null
        ? new(Running: false, Master: null, Ui: null, Connect: null, [], [])
        : new(
            master.AliveWorkers.Any(),
            ports.MasterUrl,
            $"http://127.0.0.1:{ports.MasterUi}",
            connectRuns ? $"sc://127.0.0.1:{ports.Connect}" : null,
            [.. master.AliveWorkers],
            master.ActiveApps);

    /// <summary>The same in lines.</summary>
    public IEnumerable<string> Lines()
    {
        if (Master is null)
        {
            yield return "Spark does not run. Start it with: ./pipeline spark up";
            yield break;
        }

        yield return $"master   {Master}, pages at {Ui}";
        if (Workers is [])
            yield return "worker   none is registered: type ./pipeline spark up";
        foreach (var worker in Workers)
            yield return $"worker   {worker.CoresUsed} of {worker.Cores} cores and {worker.MemoryUsed} of {worker.Memory} MB in use";
        yield return Connect is null ? "connect  not started (./pipeline spark up --connect)" : $"connect  {Connect}";
        foreach (var application in Applications)
            yield return $"running  {application.Name} ({application.Id}), {application.Cores} cores, {application.State.ToLowerInvariant()}";
    }
}
