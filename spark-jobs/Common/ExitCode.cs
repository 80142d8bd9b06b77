namespace Pipeline.Common;

/// <summary>What a job's process exit code means. Airflow and scripts decide by it, so the numbers never change.</summary>
public enum ExitCode
{
    /// <summary>The work is done and proven.</summary>
    Done = 0,

    /// <summary>A fault of the program itself.</summary>
    Bug = 1,

    /// <summary>The command line or a setting is wrong.</summary>
    Usage = 2,

    /// <summary>A server cannot be reached, stopped in the middle, has no room, or does not allow what is needed.</summary>
    CannotConnect = 3,

    /// <summary>The data cannot be moved exactly, or looks wrong enough to stop.</summary>
    DataRefused = 4,

    /// <summary>Source and target differ, or a mart's check returned rows.</summary>
    ProofFailed = 5,

    /// <summary>Another attempt of the same job is at work (EX_TEMPFAIL: try again later).</summary>
    AttemptAtWork = 75,

    /// <summary>Interrupted from the keyboard (128 + SIGINT).</summary>
    Interrupted = 130,

    /// <summary>Asked to stop (128 + SIGTERM).</summary>
    Terminated = 143,
}
