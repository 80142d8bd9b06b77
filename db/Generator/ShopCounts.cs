namespace Pipeline.Generation;

/// <summary>How many rows the shop's tables hold.</summary>
internal sealed record ShopCounts(long Users, long Products, long Orders, long Orderdetails)
{
    public bool IsEmpty => this is { Users: 0, Products: 0, Orders: 0, Orderdetails: 0 };

    public override string ToString() => $"{Users:N0} users, {Products:N0} products, {Orders:N0} orders, {Orderdetails:N0} orderdetails";
}
