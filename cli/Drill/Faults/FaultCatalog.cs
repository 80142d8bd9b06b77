namespace Pipeline.Cli.Drill.Faults;

/// <summary>All faults, in the order of the table.</summary>
internal static class FaultCatalog
{
    public static IReadOnlyList<IFault> All { get; } =
    [
        new KillDriver(), new KillConnection(), new KillExecutor(), new RestartPostgres(), new RestartMySql(), new RestartKafka(),
        new LoseCommit(), new TwoAtOnce(), new FillDisk(), new SlowNetwork(),
    ];
}
