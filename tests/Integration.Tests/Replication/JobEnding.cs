using Pipeline.Common;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>How a job ended and what it said.</summary>
internal sealed record JobEnding(ExitCode Code, string Output, string Errors)
{
    public string Text => $"exit {(int)Code}\n{Output}{Errors}";
}
