namespace Pipeline.Events;

/// <summary>What a user did.</summary>
public enum EventType
{
    PageView,
    Search,
    ProductView,
    AddToCart,
    RemoveFromCart,
    Checkout,
    Purchase,
    Login,
    Logout,
}
