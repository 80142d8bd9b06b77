using System.Globalization;
using CommandLine;
using Pipeline.Common;

namespace Pipeline.Cli.Demo;

/// <summary>The command line of the demo; sizes that are not given are the generator's own.</summary>
internal sealed class DemoOptions : JobOptions
{
    [Option("keep", HelpText = "Leave the private servers running, and say how to connect to them.")]
    public bool Keep { get; init; }

    [Option("stop", HelpText = "Stop the servers that --keep left running, and do nothing else.")]
    public bool Stop { get; init; }

    [Option("users", HelpText = "How many users a new shop gets.")]
    public int? Users { get; init; }

    [Option("products", HelpText = "How many products a new shop gets.")]
    public int? Products { get; init; }

    [Option("orders", HelpText = "How many orders a new shop gets.")]
    public int? Orders { get; init; }

    [Option("max-items", HelpText = "An order of a new shop holds one to this many products.")]
    public int? MaxItems { get; init; }

    [Option("seed", HelpText = "Same seed and sizes, same shop.")]
    public int? Seed { get; init; }

    [Option("locale", HelpText = "Language of names in a new shop: en or ru.")]
    public string? Locale { get; init; }

    /// <summary>The generator's command line.</summary>
    public IReadOnlyList<string> ForGenerator() =>
    [
        .. Word("--users", Users), .. Word("--products", Products), .. Word("--orders", Orders), .. Word("--max-items", MaxItems),
        .. Word("--seed", Seed), .. Locale is null ? (string[])[] : ["--locale", Locale], .. ForJob(),
    ];

    /// <summary>The command line of a job that has no sizes.</summary>
    public IReadOnlyList<string> ForJob() => Verbose ? ["--verbose"] : [];

    private static string[] Word(string option, int? number) =>
        number is { } given ? [option, given.ToString(CultureInfo.InvariantCulture)] : [];
}
