namespace Pipeline.Common.Runs;

/// <summary>An attempt that was killed: nobody closed its record but the next one.</summary>
/// <param name="Run">Which.</param>
/// <param name="Engine">What executed it.</param>
public sealed record AbandonedAttempt(RunIdentity Run, string Engine);
