using System.Globalization;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Cli.Stack.Internal;

namespace Pipeline.Cli.Stack;

/// <summary>What <c>status --json</c> prints.</summary>
/// <param name="Well">True when every service is.</param>
/// <param name="MemoryMb">Of all of them.</param>
/// <param name="Services">In start order.</param>
internal sealed record StackReport(bool Well, double MemoryMb, IReadOnlyList<ServiceReport> Services)
{
    /// <summary>Asks the supervisor and every service.</summary>
    public static async Task<StackReport> OfAsync(LocalStack stack, CancellationToken cancellation)
    {
        var states = await stack.Supervisor.StatesAsync(cancellation);
        var services = await Task.WhenAll(stack.Services.Select(service => OfAsync(service, states.GetValueOrDefault(service.Name), cancellation)));
        return new(Array.TrueForAll(services, service => service.Health is "well"), Math.Round(services.Sum(service => service.MemoryMb ?? 0)), services);
    }

    /// <summary>A line each.</summary>
    public IEnumerable<string> Lines() =>
    [
        .. Services.Select(service => string.Create(
            CultureInfo.InvariantCulture, $"{service.Name,-22} {service.Health,-12} {(service.MemoryMb is { } mb ? $"{mb:N0} MB" : ""),9}  {service.Address}").TrimEnd()),
        string.Create(CultureInfo.InvariantCulture, $"{"all",-22} {(Well ? "well" : "not well"),-12} {$"{MemoryMb:N0} MB",9}"),
    ];

    private static async Task<ServiceReport> OfAsync(StackService service, SupervisedState? state, CancellationToken cancellation)
    {
        if (state is not { Runs: true, ProcessNumber: { } id })
            return new(service.Name, state is null ? "stopped" : state.State.ToLowerInvariant(), ProcessNumber: null, MemoryMb: null, service.Address);
        var well = await service.IsWellAsync(cancellation);
        return new(service.Name, well ? "well" : "not well", id, Math.Round(ProcessTree.Megabytes(id)), service.Address);
    }
}
