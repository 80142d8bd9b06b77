namespace Pipeline.Cli.Drill;

/// <summary>How two sides differ that ought to hold the same rows.</summary>
/// <param name="Lost">Rows that one should find and does not.</param>
/// <param name="Doubled">Rows that are there more often than they should be, or should not be there.</param>
internal readonly record struct Damage(long Lost, long Doubled)
{
    public static Damage operator +(Damage one, Damage other) => new(one.Lost + other.Lost, one.Doubled + other.Doubled);

    /// <summary>Compares two bags of rows, each row as one text.</summary>
    public static Damage Between(IEnumerable<string> expected, IEnumerable<string> found)
    {
        var balance = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in expected)
            balance[row] = balance.GetValueOrDefault(row) + 1;
        foreach (var row in found)
            balance[row] = balance.GetValueOrDefault(row) - 1;
        return new(balance.Values.Where(count => count > 0).Sum(), -balance.Values.Where(count => count < 0).Sum());
    }
}
