using System.Globalization;

namespace Pipeline.Spark.Sql.Embedded.Jdbc.MySql;

/// <summary>What the server said about the statement before.</summary>
internal static class MySqlWarnings
{
    public static void RefuseAny(MySqlSession session, string table, long sent, long stored)
    {
        using var counting = session.Command("show count(*) warnings");
        var count = Convert.ToInt64(counting.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (count == 0)
            return;

        using var listing = session.Command("show warnings limit 1");
        using var reader = listing.ExecuteReader();
        var first = reader.Read() ? MySqlDataErrors.WithoutValues(reader.GetString(2)) : "not told";
        throw stored == sent
            ? SparkEngineException.RowsBent(table, sent, count, first)
            : SparkEngineException.RowsLost(table, sent, stored, first);
    }
}
