namespace Pipeline.Replication.Source;

/// <summary>What kind of type a column has, its domain resolved.</summary>
internal enum TypeFamily
{
    /// <summary>A type of its own.</summary>
    Base,

    /// <summary>An array of anything.</summary>
    Array,

    /// <summary>A row type.</summary>
    Composite,

    /// <summary>An enumeration.</summary>
    Enum,

    /// <summary>A range or a multirange.</summary>
    Range,
}
