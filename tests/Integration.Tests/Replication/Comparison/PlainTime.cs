namespace Pipeline.Integration.Tests.Replication.Comparison;

/// <summary>A time with all six digits of its second.</summary>
internal static class PlainTime
{
    public static string Of(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? $"{text}.000000" : text.PadRight(point + 7, '0');
    }
}
