using System.Reflection;

namespace Pipeline.Cli.Spark;

/// <summary>The binding of a built job.</summary>
internal static class SparkBindings
{
    /// <summary>What the job was compiled against (<c>-p:SparkBinding=…</c>).</summary>
    public static SparkBinding Of(Assembly job) =>
        job.GetReferencedAssemblies().Any(reference => string.Equals(reference.Name, "Microsoft.Spark", StringComparison.Ordinal))
            ? SparkBinding.Microsoft
            : SparkBinding.Engines;
}
