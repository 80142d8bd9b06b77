namespace Pipeline.Replication.Source;

/// <summary>A column as PostgreSQL's catalog describes it, a domain resolved to its base type.</summary>
/// <param name="Name">As in the catalog, unquoted.</param>
/// <param name="BaseType">The type's internal name, such as <c>timestamptz</c> or <c>bpchar</c>; with its schema when not PostgreSQL's own.</param>
/// <param name="Declared">The type as a user writes it, such as <c>numeric(12,2)</c>.</param>
/// <param name="Modifier">pg_attribute.atttypmod, or -1.</param>
/// <param name="NotNull">True when the column, or in a table its domain, refuses NULL.</param>
/// <param name="Comment">Its comment, or null.</param>
internal sealed record SourceColumn(string Name, string BaseType, string Declared, int Modifier, bool NotNull, string? Comment)
{
    /// <summary>What kind of type it is.</summary>
    public TypeFamily Family { get; init; }

    /// <summary>The size of each of its values, where all have the same; else null.</summary>
    public int? FixedBytes { get; init; }

    /// <summary>The length of <c>bit(n)</c> or <c>varbit(n)</c>, or null without a limit.</summary>
    public int? Bits => Modifier > 0 ? Modifier : null;

    /// <summary>The length of <c>char(n)</c> or <c>varchar(n)</c>, or null without a limit.</summary>
    public int? Length => Modifier >= 4 ? Modifier - 4 : null;

    /// <summary>Precision and scale of <c>numeric(p,s)</c>, or null without a limit.</summary>
    public (int Precision, int Scale)? Numeric =>
        Modifier >= 4 ? ((Modifier - 4) >> 16 & 0xFFFF, SignedScale(Modifier - 4)) : null;

    /// <summary>The scale is an 11-bit signed number since PostgreSQL 15.</summary>
    private static int SignedScale(int modifier) => ((modifier & 0x7FF) ^ 0x400) - 0x400;
}
