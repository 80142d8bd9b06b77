using Pipeline.Spark.Sql.Internal;
using Pipeline.Spark.Sql.Internal.Plan;

namespace Pipeline.Spark.Sql.Embedded;

/// <summary>A kind of source. A new one is a class and its line in <see cref="Formats"/>.</summary>
internal interface IScanFormat
{
    string Name { get; }

    /// <summary>Checks the options and gives the rows; asks no server before rows or their schema are wanted.</summary>
    Relation Open(SourceScan scan, EngineSettings settings);
}
