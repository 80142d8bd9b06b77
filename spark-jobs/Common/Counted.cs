using System.Globalization;

namespace Pipeline.Common;

/// <summary>Numbers of things as people read them: <c>1 row</c>, <c>2,340 rows</c>.</summary>
public static class Counted
{
    /// <summary>So many of what takes an s.</summary>
    public static string Of(long count, string one) => Of(count, one, $"{one}s");

    /// <summary>So many, with the words for one and for all other numbers.</summary>
    public static string Of(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");
}
