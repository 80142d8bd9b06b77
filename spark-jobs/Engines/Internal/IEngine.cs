using System.Collections.Immutable;
using Pipeline.Spark.Sql.Internal.Plan;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Internal;

/// <summary>What executes plans. A session has one, chosen when it is made.</summary>
internal interface IEngine
{
    string Version { get; }

    /// <summary>The views as they are now, by name without regard to case.</summary>
    ImmutableDictionary<string, LogicalPlan> Views { get; }

    /// <summary>Throws when the format or an option of a source is not known; reads nothing.</summary>
    void Check(SourceScan scan);

    StructType Schema(LogicalPlan plan);

    IEnumerable<Row> Collect(LogicalPlan plan);

    long Count(LogicalPlan plan);

    void CreateView(string name, LogicalPlan plan);

    void Write(LogicalPlan plan, WriteTarget target);

    /// <summary>Ends it from any thread; what is at work throws <see cref="OperationCanceledException"/>.</summary>
    void Stop();
}
