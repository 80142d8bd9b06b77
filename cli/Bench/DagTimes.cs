namespace Pipeline.Cli.Bench;

/// <summary>One run of a DAG, or the medians of several, in seconds.</summary>
/// <param name="Total">From the trigger to the run's success.</param>
/// <param name="Submit">Of its tasks, what is not their jobs': Airflow's process, spark-submit, the JVM around the job.</param>
/// <param name="Job">Of its tasks, the lives of their C# processes, the wait for Spark's session and executors among it.</param>
internal sealed record DagTimes(double Total, double Submit, double Job)
{
    /// <summary>What is no task's: from the trigger to the first, between two, and from the last to the run's end.</summary>
    public double Scheduler => Math.Round(Total - Submit - Job, 3);

    public double Task => Math.Round(Submit + Job, 3);

    /// <summary>Split by what Airflow says of the tasks and what was seen of their jobs.</summary>
    public static DagTimes Of(double total, IEnumerable<double> tasks, double job)
    {
        var inTasks = tasks.Sum();
        return new(Math.Round(total, 3), Math.Round(inTasks - job, 3), Math.Round(job, 3));
    }

    /// <summary>The run of the median total, so that its parts add up.</summary>
    public static DagTimes Median(IEnumerable<DagTimes> runs)
    {
        var sorted = runs.OrderBy(run => run.Total).ToList();
        return sorted[(sorted.Count - 1) / 2];
    }
}
