using System.Globalization;

namespace Pipeline.Replication.Canary;

/// <summary>
/// The instant that the canary sends: an hour that clocks of Europe skip, and microseconds. A zone anywhere on the way, or a driver
/// that rounds, makes another one of it.
/// </summary>
internal static class KnownInstant
{
    /// <summary>As PostgreSQL reads it.</summary>
    public const string Literal = "2026-03-29 02:30:00.123457+00";

    /// <summary>As all others must give it back, in UTC.</summary>
    public const string Text = "2026-03-29 02:30:00.123457";

    /// <summary>The digits of a moment that a row holds.</summary>
    public static string Of(Timestamp moment) => moment.ToDateTime().ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
