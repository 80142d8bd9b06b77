namespace Pipeline.Analytics.Lineage;

/// <summary>A query is written in a way whose columns cannot be followed with certainty; nothing is then said of them.</summary>
internal sealed class NotUnderstoodException : Exception;
