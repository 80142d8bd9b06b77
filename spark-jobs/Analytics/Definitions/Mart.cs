namespace Pipeline.Analytics.Definitions;

/// <summary>A mart as its two files define it.</summary>
internal sealed record Mart
{
    /// <summary>Name of the files and of the table.</summary>
    public required string Name { get; init; }

    /// <summary>What one row stands for.</summary>
    public required string Grain { get; init; }

    /// <summary>The replicas its query and its checks read.</summary>
    public required IReadOnlyList<string> Reads { get; init; }

    /// <summary>The columns of the primary key.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    public required IReadOnlyList<MartColumn> Columns { get; init; }

    /// <summary>What makes it a mart by day, or null.</summary>
    public MartDays? Days { get; init; }

    /// <summary>Spark SQL over the replicas.</summary>
    public required string Query { get; init; }

    public required IReadOnlyList<MartCheck> Checks { get; init; }
}
