using Pipeline.Spark.Sql.Embedded;

namespace Pipeline.Spark.Sql.Internal;

/// <summary>Chooses the engine of a session by how the program was started.</summary>
internal static class EngineChoice
{
    public static IEngine Make(EngineSettings settings) => new EmbeddedEngine(settings);
}
