using Pipeline.Spark.Sql.Connect;

namespace Pipeline.Engines.Tests.Connect;

public sealed class SessionSettingsTests
{
    [Fact]
    public void A_session_computes_as_the_embedded_engine_whatever_is_asked()
    {
        var settings = SessionSettings.OfServer(new Dictionary<string, string>(StringComparer.Ordinal) { ["spark.sql.ansi.enabled"] = "false", ["spark.sql.shuffle.partitions"] = "2" }, "token");

        settings["spark.sql.ansi.enabled"].ShouldBe("true");
        settings["spark.sql.decimalOperations.allowPrecisionLoss"].ShouldBe("true");
        settings["spark.sql.shuffle.partitions"].ShouldBe("2");
    }
}
