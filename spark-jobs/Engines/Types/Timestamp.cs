using System.Globalization;

namespace Pipeline.Spark.Sql.Types;

/// <summary>An instant in UTC as a row holds it; follows <c>java.sql.Timestamp</c> as Microsoft.Spark shows it.</summary>
public class Timestamp
{
    private readonly DateTime _instant;

    /// <summary>Makes an instant; follows <c>Timestamp(DateTime)</c>.</summary>
    /// <param name="dateTime">The instant; a local time is turned into UTC.</param>
    public Timestamp(DateTime dateTime) => _instant = dateTime.ToUniversalTime();

    /// <summary>Makes an instant in UTC; follows <c>Timestamp(year, …, microsecond)</c>.</summary>
    /// <param name="year">1 to 9999.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">1 to 31.</param>
    /// <param name="hour">0 to 23.</param>
    /// <param name="minute">0 to 59.</param>
    /// <param name="second">0 to 59.</param>
    /// <param name="microsecond">0 to 999999.</param>
    public Timestamp(int year, int month, int day, int hour, int minute, int second, int microsecond) =>
        _instant = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).AddTicks(
            microsecond is >= 0 and <= 999_999
                ? microsecond * TimeSpan.TicksPerMicrosecond
                : throw new ArgumentOutOfRangeException(nameof(microsecond), microsecond, "A microsecond is 0 to 999999."));

    /// <summary>The year; follows <c>Timestamp.Year</c>.</summary>
    public int Year => _instant.Year;

    /// <summary>The month; follows <c>Timestamp.Month</c>.</summary>
    public int Month => _instant.Month;

    /// <summary>The day of the month; follows <c>Timestamp.Day</c>.</summary>
    public int Day => _instant.Day;

    /// <summary>The hour; follows <c>Timestamp.Hour</c>.</summary>
    public int Hour => _instant.Hour;

    /// <summary>The minute; follows <c>Timestamp.Minute</c>.</summary>
    public int Minute => _instant.Minute;

    /// <summary>The second; follows <c>Timestamp.Second</c>.</summary>
    public int Second => _instant.Second;

    /// <summary>The microseconds of the second; follows <c>Timestamp.Microsecond</c>.</summary>
    public int Microsecond => (int)(_instant.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);

    /// <summary>The instant, of kind UTC; follows <c>Timestamp.ToDateTime</c>.</summary>
    public DateTime ToDateTime() => _instant;

    /// <summary>True for the same instant; follows <c>Timestamp.Equals</c>.</summary>
    /// <param name="obj">The other instant.</param>
    public override bool Equals(object? obj) => obj is Timestamp other && _instant == other._instant;

    /// <summary>Equal instants have equal codes; follows <c>Timestamp.GetHashCode</c>.</summary>
    public override int GetHashCode() => _instant.GetHashCode();

    /// <summary>The instant as yyyy-MM-dd HH:mm:ss.ffffffZ; follows <c>Timestamp.ToString</c>.</summary>
    public override string ToString() => _instant.ToString("yyyy-MM-dd HH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
