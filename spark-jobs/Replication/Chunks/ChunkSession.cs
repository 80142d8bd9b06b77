using MySqlConnector;
using Pipeline.Common;

namespace Pipeline.Replication.Chunks;

/// <summary>What a connection to MySQL needs before it may join the rows of a chunk.</summary>
internal static class ChunkSession
{
    /// <summary>So that a chunk's text is not cut: many times what <see cref="ChunkKey"/> plans for one. What is longer has too many rows, and differs by their number.</summary>
    private const string LongTexts = "set session group_concat_max_len = 134217728";

    /// <summary>Prepares it.</summary>
    /// <exception cref="PipelineException">The server cuts texts shorter than a chunk's (exit 3).</exception>
    public static async Task PrepareAsync(MySqlConnection connection, CancellationToken cancellation)
    {
        await PacketSize.RequireAsync(connection, cancellation);
        await connection.ExecuteAsync(LongTexts, cancellation);
    }
}
