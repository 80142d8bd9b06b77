namespace Pipeline.Cli.Report;

/// <summary>A job whose runs could not be read.</summary>
/// <param name="Job">Its name.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsPassing">True for an error, such as a server that is away; false where the user may not read them, or there are none.</param>
internal sealed record UnreadJob(string Job, string Reason, bool IsPassing = false)
{
    public override string ToString() => $"Runs of {Job} are left out: {Reason.TrimEnd('.')}.";
}
