using Pipeline.Spark.Sql.Internal;

namespace Pipeline.Spark.Sql.Embedded;

/// <summary>A kind of target.</summary>
internal interface IWriteFormat
{
    string Name { get; }

    void Write(Relation rows, SourceOptions options, EngineSettings settings, CancellationToken stop);
}
