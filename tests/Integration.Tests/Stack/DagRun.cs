namespace Pipeline.Integration.Tests.Stack;

/// <summary>A run of a DAG.</summary>
internal sealed record DagRun(string Id, string Type, string State)
{
    public bool Ended => State is "success" or "failed";
}
