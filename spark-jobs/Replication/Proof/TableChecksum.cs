using System.Globalization;
using System.Numerics;

namespace Pipeline.Replication.Proof;

/// <summary>Rows and checksum of one side.</summary>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Sum">The sum of their hashes, or null when only counted.</param>
internal readonly record struct TableChecksum(long Rows, BigInteger? Sum)
{
    /// <summary>The checksum as it stands in the run tables and on the screen: the sum in hexadecimal.</summary>
    public string? Text => Sum?.ToString("x16", CultureInfo.InvariantCulture);

    public static TableChecksum operator +(TableChecksum left, TableChecksum right) => new(left.Rows + right.Rows, left.Sum + right.Sum);

    public static TableChecksum Of(long rows, string? sum) => new(rows, sum is null ? null : BigInteger.Parse(sum, CultureInfo.InvariantCulture));

    public static TableChecksum Add(TableChecksum left, TableChecksum right) => left + right;
}
