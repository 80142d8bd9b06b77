using Npgsql;
using NpgsqlTypes;

namespace Pipeline.Generation;

/// <summary>The four tables of the shop (db/init_postgres.sql), in the order in which they can be filled.</summary>
internal static class ShopTables
{
    public static readonly ShopTable<User> Users = new(
        "users",
        "user_id",
        "user_id, first_name, last_name, email, phone, registered_at, loyalty_status",
        static (row, user) =>
        {
            row.Write(user.UserId, NpgsqlDbType.Bigint);
            row.Write(user.FirstName, NpgsqlDbType.Varchar);
            row.Write(user.LastName, NpgsqlDbType.Varchar);
            row.Write(user.Email, NpgsqlDbType.Varchar);
            WriteText(row, user.Phone);
            row.Write(user.RegisteredAt, NpgsqlDbType.TimestampTz);
            row.Write(user.LoyaltyStatus, NpgsqlDbType.Varchar);
        });

    public static readonly ShopTable<Product> Products = new(
        "products",
        "product_id",
        "product_id, name, description, category, price, stock_quantity, created_at",
        static (row, product) =>
        {
            row.Write(product.ProductId, NpgsqlDbType.Bigint);
            row.Write(product.Name, NpgsqlDbType.Varchar);
            WriteText(row, product.Description);
            row.Write(product.Category, NpgsqlDbType.Varchar);
            row.Write(product.Price, NpgsqlDbType.Numeric);
            row.Write(product.StockQuantity, NpgsqlDbType.Integer);
            row.Write(product.CreatedAt, NpgsqlDbType.TimestampTz);
        });

    public static readonly ShopTable<Order> Orders = new(
        "orders",
        "order_id",
        "order_id, user_id, order_date, total_amount, status, delivery_date",
        static (row, order) =>
        {
            row.Write(order.OrderId, NpgsqlDbType.Bigint);
            row.Write(order.UserId, NpgsqlDbType.Bigint);
            row.Write(order.OrderDate, NpgsqlDbType.TimestampTz);
            row.Write(order.TotalAmount, NpgsqlDbType.Numeric);
            row.Write(order.Status, NpgsqlDbType.Varchar);
            if (order.DeliveryDate is { } delivery)
                row.Write(delivery, NpgsqlDbType.Date);
            else
                row.WriteNull();
        });

    public static readonly ShopTable<(long DetailId, long OrderId, OrderDetail Detail)> Details = new(
        "orderdetails",
        "order_detail_id",
        "order_detail_id, order_id, product_id, quantity, price_per_unit, total_price",
        static (row, line) =>
        {
            row.Write(line.DetailId, NpgsqlDbType.Bigint);
            row.Write(line.OrderId, NpgsqlDbType.Bigint);
            row.Write(line.Detail.ProductId, NpgsqlDbType.Bigint);
            row.Write(line.Detail.Quantity, NpgsqlDbType.Integer);
            row.Write(line.Detail.PricePerUnit, NpgsqlDbType.Numeric);
            row.Write(line.Detail.TotalPrice, NpgsqlDbType.Numeric);
        });

    private static void WriteText(NpgsqlBinaryImporter row, string? text)
    {
        if (text is null)
            row.WriteNull();
        else
            row.Write(text, NpgsqlDbType.Text);
    }
}
