using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Generation.Tests;

/// <summary>All rows of a shop as text, and the text's hash.</summary>
internal static class ShopText
{
    public static string HashOf(ShopSize size) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Of(size))))[..16];

    private static string Of(ShopSize size)
    {
        var shop = new Shop(size);
        var text = new StringBuilder();
        foreach (var u in shop.Users)
            text.Append($"{u.UserId}|{u.FirstName}|{u.LastName}|{u.Email}|{u.Phone}|{u.RegisteredAt:O}|{u.LoyaltyStatus}\n");
        foreach (var p in shop.Products)
            text.Append($"{p.ProductId}|{p.Name}|{p.Description}|{p.Category}|{p.Price}|{p.StockQuantity}|{p.CreatedAt:O}\n");
        foreach (var o in shop.Orders)
            text.Append($"{o.OrderId}|{o.UserId}|{o.OrderDate:O}|{o.TotalAmount}|{o.Status}|{o.DeliveryDate:O}\n");
        foreach (var (number, order, d) in shop.Details)
            text.Append($"{number}|{order}|{d.ProductId}|{d.Quantity}|{d.PricePerUnit}|{d.TotalPrice}\n");
        return text.ToString();
    }
}
