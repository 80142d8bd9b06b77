namespace Pipeline.Generation;

/// <summary>One row of users.</summary>
internal sealed record User
{
    public long UserId { get; init; }

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public string Email { get; init; } = "";

    public string? Phone { get; init; }

    public DateTimeOffset RegisteredAt { get; init; }

    public string LoyaltyStatus { get; init; } = "";
}
