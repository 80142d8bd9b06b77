namespace Pipeline.Cli.Spark;

/// <summary>A worker as the master knows it; memory in megabytes.</summary>
internal sealed record WorkerStatus(string Id, string State, int Cores, int CoresUsed, int Memory, int MemoryUsed)
{
    public bool IsAlive => string.Equals(State, "ALIVE", StringComparison.Ordinal);
}
