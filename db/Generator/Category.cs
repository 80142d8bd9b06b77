namespace Pipeline.Generation;

/// <summary>A department of the shop: what it sells, and between which prices.</summary>
/// <param name="Name">As the shop writes it.</param>
/// <param name="Cheapest">Lowest price, in whole units of money.</param>
/// <param name="Dearest">Highest price, in whole units of money.</param>
/// <param name="Goods">Kinds of goods.</param>
internal sealed record Category(string Name, int Cheapest, int Dearest, params string[] Goods);
