using System.Security.Cryptography;
using System.Text;
using Pipeline.Common.Runs;

namespace Pipeline.Common.Lineage;

/// <summary>The UUID of an attempt: the same for each of its events, whoever computes it (RFC 9562, version 8 by SHA-256).</summary>
public static class RunUuid
{
    /// <summary>The UUID of an attempt of a job in a namespace.</summary>
    public static Guid Of(string @namespace, string job, RunIdentity run)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{@namespace}/{job}/{run.RunId}/{run.Attempt}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
