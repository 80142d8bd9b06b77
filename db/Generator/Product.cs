namespace Pipeline.Generation;

/// <summary>One row of products.</summary>
internal sealed record Product
{
    public long ProductId { get; init; }

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public string Category { get; init; } = "";

    public decimal Price { get; init; }

    public int StockQuantity { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
