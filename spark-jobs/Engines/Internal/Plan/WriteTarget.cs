namespace Pipeline.Spark.Sql.Internal.Plan;

/// <summary>Where rows go.</summary>
/// <param name="Format">The kind of target: jdbc.</param>
/// <param name="Options">Its options.</param>
/// <param name="Mode">The save mode as the job named it.</param>
internal sealed record WriteTarget(string Format, SourceOptions Options, string Mode);
