namespace Pipeline.Generation;

/// <summary>One row of orderdetails; its number follows from its place, so that orders can be drawn without their numbers known.</summary>
internal sealed class OrderDetail(long productId, int quantity, decimal pricePerUnit)
{
    public long ProductId { get; } = productId;

    public int Quantity { get; } = quantity;

    public decimal PricePerUnit { get; } = pricePerUnit;

    public decimal TotalPrice => Quantity * PricePerUnit;
}
