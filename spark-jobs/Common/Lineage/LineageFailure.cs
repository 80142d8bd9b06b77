namespace Pipeline.Common.Lineage;

/// <summary>Why an event did not arrive.</summary>
internal static class LineageFailure
{
    /// <summary>In a few words. Messages of other errors may repeat what they were given, such as a key that is no header, so they are not told.</summary>
    public static string Words(Exception error, TimeSpan patience) => error switch
    {
        OperationCanceledException or TimeoutException => $"no answer within {patience.TotalSeconds:0.#} s",
        HttpRequestException { StatusCode: { } status } => $"it answered {(int)status}",
        HttpRequestException or IOException or UnauthorizedAccessException => ServerErrors.FirstLine(error.GetBaseException().Message).TrimEnd('.'),
        _ => error.GetType().Name,
    };
}
