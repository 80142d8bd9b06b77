using System.Text.Json;

namespace Pipeline.Cli.Spark;

/// <summary>Names as the master writes them: all in lower case, words run together.</summary>
internal sealed class LowerCase : JsonNamingPolicy
{
    public static LowerCase Policy { get; } = new();

    public override string ConvertName(string name) => name.ToLowerInvariant();
}
