using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Cli.Drill;

/// <summary>Random choices of one case: a function of seed, round, fault and job alone, so that any case can be repeated without those before it.</summary>
internal static class CaseRandom
{
    /// <summary>The choices of a case.</summary>
    public static Random Of(int seed, int round, string fault, string job)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{seed}/{round}/{fault}/{job}");
        return new Random(BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name))));
    }
}
