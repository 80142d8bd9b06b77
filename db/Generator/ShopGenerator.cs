using System.Diagnostics;
using Pipeline.Common;

namespace Pipeline.Generation;

/// <summary>
/// Fills the shop in PostgreSQL (<c>POSTGRES_URL</c>) with made-up users, products and orders. Same seed and sizes, same
/// rows, on every machine. A rerun is safe: where there is data it writes nothing.
/// </summary>
public static class ShopGenerator
{
    /// <summary>Runs the generator as a program.</summary>
    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) =>
        JobHost.RunAsync<GeneratorOptions>("generate", args, GenerateAsync);

    private static async Task GenerateAsync(GeneratorOptions options, JobContext context)
    {
        var began = Stopwatch.GetTimestamp();
        var size = ShopSize.Of(options);
        var url = DatabaseUrl.Postgres();
        await using var connection = await PostgresConnections.OpenAsync(url, "pipeline generate", context.Cancellation);

        var (written, rows) = await new ShopWriter(connection, context).FillAsync(new Shop(size), size);

        var seconds = Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 3);
        context.Output.Line(written
            ? $"The shop at {url.Address} is filled: {rows}, in {seconds:N1} s."
            : $"The shop at {url.Address} holds data already: {rows}. Nothing was written.");
        context.Output.Result(new GenerationResult(written, rows, seconds));
    }
}
