namespace Pipeline.Spark.Sql.Causes;

/// <summary>What an error comes down to.</summary>
/// <param name="ErrorClass">Its kind, by which programs choose an exit code.</param>
/// <param name="Text">What happened, in one line.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record ExplainedCause(string ErrorClass, string Text, string Remedy);
