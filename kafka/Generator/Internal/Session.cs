namespace Pipeline.Events.Internal;

/// <summary>One visit of one user: what may follow what. A purchase follows a checkout, a checkout a filled cart.</summary>
internal sealed class Session(Guid id, int user, int device)
{
    private const int LongestVisit = 40;
    private const int CartSize = 5;

    private readonly int[] _cart = new int[CartSize];
    private int _inCart;
    private int _steps;
    private bool _signedIn;
    private EventType _last = EventType.Logout;
    private int _lookedAt;

    public Guid Id => id;

    public int User => user;

    public int Device => device;

    /// <summary>True once nothing more will come of it.</summary>
    public bool Over { get; private set; }

    /// <summary>Takes the next step; the product is named for the types that are about one.</summary>
    public (EventType Type, int? Product, int Number) Step(ref StableRandom random, int products)
    {
        var type = Choose(ref random);
        int? product = null;
        var number = 0;
        switch (type)
        {
            case EventType.ProductView:
                product = _lookedAt = random.Popular(products);
                number = 1 + random.Below(20);
                break;
            case EventType.AddToCart:
                product = _cart[_inCart++] = _lookedAt;
                number = 1 + random.Below(3);
                break;
            case EventType.RemoveFromCart:
                product = _cart[--_inCart];
                break;
            case EventType.Search:
                number = random.Below(50);
                break;
            case EventType.Checkout:
                number = _inCart;
                break;
            case EventType.Purchase:
                number = _inCart;
                _inCart = 0;
                break;
        }

        _steps++;
        _signedIn |= type is EventType.Login;
        _last = type;
        Over = type is EventType.Logout || _steps >= LongestVisit || (_inCart == 0 && _steps > 1 && random.Percent(8));
        return (type, product, number);
    }

    private EventType Choose(ref StableRandom random)
    {
        var dice = random.Below(100);
        if (_steps == 0)
            return dice < 55 ? EventType.Login : EventType.PageView;

        return _last switch
        {
            EventType.Checkout when dice < 75 => EventType.Purchase,
            EventType.Purchase when dice < 50 && _signedIn => EventType.Logout,
            EventType.ProductView when dice < 35 && _inCart < CartSize => EventType.AddToCart,
            _ when _inCart > 0 && _last is not EventType.Checkout && dice >= 80 => EventType.Checkout,
            _ when _inCart > 0 && dice >= 74 => EventType.RemoveFromCart,
            _ when _signedIn && dice >= 97 => EventType.Logout,
            _ => (dice % 10) switch
            {
                < 3 => EventType.PageView,
                < 5 => EventType.Search,
                _ => EventType.ProductView,
            },
        };
    }
}
