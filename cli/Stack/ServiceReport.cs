namespace Pipeline.Cli.Stack;

/// <summary>One service as <c>status</c> shows it.</summary>
/// <param name="Name">Which.</param>
/// <param name="Health">well, not well, or what its supervisor says of it.</param>
/// <param name="ProcessNumber">Its process; null when it does not run.</param>
/// <param name="MemoryMb">What it and its children hold, shared pages counted once.</param>
/// <param name="Address">Where it is found.</param>
internal sealed record ServiceReport(string Name, string Health, int? ProcessNumber, double? MemoryMb, string Address);
