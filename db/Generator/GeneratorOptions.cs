using CommandLine;
using Pipeline.Common;

namespace Pipeline.Generation;

/// <summary>The command line of the generator.</summary>
internal sealed class GeneratorOptions : JobOptions
{
    [Option("users", Default = 1_000, HelpText = "How many users.")]
    public int Users { get; init; }

    [Option("products", Default = 200, HelpText = "How many products.")]
    public int Products { get; init; }

    [Option("orders", Default = 5_000, HelpText = "How many orders.")]
    public int Orders { get; init; }

    [Option("max-items", Default = 5, HelpText = "An order holds one to this many products.")]
    public int MaxItems { get; init; }

    [Option("seed", Default = 1, HelpText = "Same seed and sizes, same shop, on every machine.")]
    public int Seed { get; init; }

    [Option("locale", Default = "en", HelpText = "Language of names: en or ru.")]
    public string Locale { get; init; } = "en";
}
