using System.Globalization;

namespace Pipeline.Common;

/// <summary>A duration as hours, minutes and seconds; a day is 24 hours of it.</summary>
internal static class ClockText
{
    private const int MostHours = 999;

    /// <summary>Any number of seconds: what nobody will wait for is not told to the second.</summary>
    public static string Of(double seconds)
    {
        if (!(seconds < (MostHours + 1) * 3600.0))
            return $"more than {MostHours} hours";
        var whole = (int)seconds;
        return string.Create(CultureInfo.InvariantCulture, $"{whole / 3600:00}:{whole / 60 % 60:00}:{whole % 60:00}");
    }
}
