using Pipeline.Common;

namespace Pipeline.Cli.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="Found">What is there, with version or number; or what is wrong.</param>
/// <param name="Remedy">What to type; null where all is well.</param>
internal sealed record Finding(string Subject, string Found, string? Remedy = null)
{
    public bool IsWell => Remedy is null;

    /// <summary>The finding of an error that is understood.</summary>
    public static Finding Of(string subject, PipelineException error) => new(subject, error.Message, error.Remedy);
}
