using Pipeline.Common;

namespace Pipeline.Generation;

/// <summary>Which shop to make: everything its rows depend on.</summary>
internal sealed record ShopSize
{
    private ShopSize()
    {
    }

    public required int Users { get; init; }

    public required int Products { get; init; }

    public required int Orders { get; init; }

    public required int MaxItems { get; init; }

    public required int Seed { get; init; }

    public required string Locale { get; init; }

    /// <summary>Checks the options once, each by the name it has on the command line.</summary>
    /// <exception cref="PipelineException">One is out of range (exit 2).</exception>
    public static ShopSize Of(GeneratorOptions options) => new()
    {
        Users = Within("--users", options.Users, 1, 10_000_000),
        Products = Within("--products", options.Products, 1, 1_000_000),
        Orders = Within("--orders", options.Orders, 0, 100_000_000),
        MaxItems = Within("--max-items", options.MaxItems, 1, 100),
        Seed = options.Seed,
        Locale = options.Locale is "en" or "ru"
            ? options.Locale
            : throw new PipelineException(ExitCode.Usage, $"--locale {options.Locale} is not known.", "Use --locale en or --locale ru."),
    };

    private static int Within(string option, int value, int least, int most) => value >= least && value <= most
        ? value
        : throw new PipelineException(
            ExitCode.Usage, $"{option} {value:N0} is out of range.", $"Give {option} a number from {least:N0} to {most:N0}.");
}
