using Pipeline.Common;

namespace Pipeline.Cli.Spark;

/// <summary>The command line of the verbs of <c>spark</c> that have nothing to choose.</summary>
internal sealed class SparkOptions : JobOptions;
