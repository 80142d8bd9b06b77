using System.Globalization;
using MySqlConnector;
using Pipeline.Common;

namespace Pipeline.Replication.Chunks;

/// <summary>A server cuts group_concat at max_allowed_packet, whatever group_concat_max_len says, and only warns: the checksum would be that of a part.</summary>
internal static class PacketSize
{
    /// <summary>The longest text of a chunk that is one, and room for its separators.</summary>
    private const long Needed = 9 << 20;

    /// <summary>Asks the server.</summary>
    /// <exception cref="PipelineException">It is too small (exit 3).</exception>
    public static async Task RequireAsync(MySqlConnection target, CancellationToken cancellation) =>
        Require(await target.ScalarAsync<long>("select cast(@@max_allowed_packet as signed)", cancellation));

    internal static void Require(long bytes)
    {
        if (bytes < Needed)
            throw new PipelineException(
                ExitCode.CannotConnect,
                string.Create(CultureInfo.InvariantCulture, $"MySQL's max_allowed_packet is {bytes:N0} bytes, and the text of a chunk, of which a checksum is made, may take {Needed:N0}."),
                "As an administrator type: set global max_allowed_packet = 67108864, write it into the server's configuration, and run again.");
    }
}
