namespace Pipeline.Cli.Report;

/// <summary>A job whose runs could not be read.</summary>
internal sealed record UnreadJob(string Job, string Reason)
{
    public override string ToString() => $"Runs of {Job} are left out: {Reason.TrimEnd('.')}.";
}
