namespace Pipeline.Replication.Contract;

/// <summary>Days that PostgreSQL knows and MySQL does not.</summary>
internal static class TimeRefusals
{
    public static IReadOnlyList<Refusal> OfDate { get; } = Of("date", "9999-12-31");

    public static IReadOnlyList<Refusal> OfTimestamp { get; } = Of("timestamp", "9999-12-31 23:59:59.999999");

    public static IReadOnlyList<Refusal> OfInstant { get; } = Of("timestamptz", "9999-12-31 23:59:59.999999+00");

    /// <summary>Any of these, infinities included.</summary>
    public static string Outside { get; } = "not ({0} >= '0001-01-01' and {0} < '10000-01-01')";

    private static IReadOnlyList<Refusal> Of(string type, string last) =>
    [
        new("infinity", "{0} in ('infinity', '-infinity')", $"case when {{0}} > '2000-01-01' then {type} '{last}' else {type} '0001-01-01' end"),
        new("dates before the year 1", "{0} < '0001-01-01' and {0} <> '-infinity'", $"{type} '0001-01-01'"),
        new("dates after the year 9999", "{0} >= '10000-01-01' and {0} <> 'infinity'", $"{type} '{last}'"),
    ];
}
