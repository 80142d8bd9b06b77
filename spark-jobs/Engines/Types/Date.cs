using System.Globalization;

namespace Pipeline.Spark.Sql.Types;

/// <summary>A day as a row holds it; follows <c>java.sql.Date</c> as Microsoft.Spark shows it.</summary>
public class Date
{
    private readonly DateTime _day;

    /// <summary>Takes the day of an instant; follows <c>Date(DateTime)</c>.</summary>
    /// <param name="dateTime">The instant; its time of day is dropped.</param>
    public Date(DateTime dateTime) => _day = dateTime.Date;

    /// <summary>Makes a day; follows <c>Date(year, month, day)</c>.</summary>
    /// <param name="year">1 to 9999.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">1 to 31.</param>
    public Date(int year, int month, int day) => _day = new DateTime(year, month, day);

    /// <summary>The year; follows <c>Date.Year</c>.</summary>
    public int Year => _day.Year;

    /// <summary>The month; follows <c>Date.Month</c>.</summary>
    public int Month => _day.Month;

    /// <summary>The day of the month; follows <c>Date.Day</c>.</summary>
    public int Day => _day.Day;

    /// <summary>The day at midnight; follows <c>Date.ToDateTime</c>.</summary>
    public DateTime ToDateTime() => _day;

    /// <summary>True for the same day; follows <c>Date.Equals</c>.</summary>
    /// <param name="obj">The other day.</param>
    public override bool Equals(object? obj) => obj is Date other && _day == other._day;

    /// <summary>Equal days have equal codes; follows <c>Date.GetHashCode</c>.</summary>
    public override int GetHashCode() => _day.GetHashCode();

    /// <summary>The day as yyyy-MM-dd; follows <c>Date.ToString</c>.</summary>
    public override string ToString() => _day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
