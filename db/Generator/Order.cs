namespace Pipeline.Generation;

/// <summary>One row of orders, with its rows of orderdetails. Drawn whole: a rule per property would cost seconds per million.</summary>
internal sealed class Order(long orderId, long userId, DateTimeOffset orderDate, string status, DateOnly? deliveryDate, IReadOnlyList<OrderDetail> details)
{
    public long OrderId { get; } = orderId;

    public long UserId { get; } = userId;

    public DateTimeOffset OrderDate { get; } = orderDate;

    public decimal TotalAmount { get; } = Sum(details);

    public string Status { get; } = status;

    public DateOnly? DeliveryDate { get; } = deliveryDate;

    public IReadOnlyList<OrderDetail> Details { get; } = details;

    private static decimal Sum(IReadOnlyList<OrderDetail> details)
    {
        var sum = 0m;
        for (var i = 0; i < details.Count; i++)
            sum += details[i].TotalPrice;
        return sum;
    }
}
