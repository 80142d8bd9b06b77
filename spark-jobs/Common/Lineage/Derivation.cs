namespace Pipeline.Common.Lineage;

/// <summary>How a column comes from another one, in OpenLineage's words.</summary>
public enum Derivation
{
    /// <summary>The same value.</summary>
    Identity,

    /// <summary>A value computed from it.</summary>
    Transformation,

    /// <summary>A value computed from many rows of it.</summary>
    Aggregation,

    /// <summary>No value of it, but the rows that are joined by it.</summary>
    Join,

    /// <summary>No value of it, but the rows that are left over.</summary>
    Filter,

    /// <summary>No value of it, but the rows that become one.</summary>
    GroupBy,
}
