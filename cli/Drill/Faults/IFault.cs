using Pipeline.Cli.Drill.Jobs;

namespace Pipeline.Cli.Drill.Faults;

/// <summary>Something that happens to a job at work.</summary>
internal interface IFault
{
    /// <summary>The word on the command line.</summary>
    string Name { get; }

    /// <summary>Why it cannot be made for this job on this machine; null where it can.</summary>
    string? WhyNot(DrilledJob job, DrillServers servers);

    /// <summary>Runs the job, lets the fault happen, and waits for the job's end.</summary>
    Task<Disturbance> StrikeAsync(Strike strike);
}
