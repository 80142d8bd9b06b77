namespace Pipeline.Cli.Demo;

/// <summary>How many orders a month saw.</summary>
/// <param name="Month">Such as 2026-03.</param>
/// <param name="Orders">Orders placed in it.</param>
internal sealed record MonthOfOrders(string Month, long Orders);
