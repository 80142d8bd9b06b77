using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Cli.Demo;

/// <summary>The last lines of the demo: how to look around, and what to try.</summary>
internal sealed class NextSteps(JobOutput output, ShopServers servers)
{
    public void Show(bool kept)
    {
        output.Line();
        if (kept)
            ShowConnections();
        output.Line("Try next:");
        output.Line("  ./pipeline demo                       again: finds the data, and leaves identical tables");
        if (!kept)
            output.Line("  ./pipeline demo --keep                leaves the servers running, and says how to connect");
        output.Line("  ./pipeline report                     pages of all runs: proofs, and the pictures above");
        output.Line("  ./pipeline run replication --help     every option of the job");
        output.Line("  ./pipeline test                       all tests, on servers of their own");
    }

    private void ShowConnections()
    {
        output.Line("The servers keep running. Connect with");
        if (servers.PrivatePostgres is { } postgres)
            output.Line($"  {postgres.ClientCommand(ShopRoles.Reader, ShopRoles.Database)}");
        if (servers.PrivateMySql is { } mysql)
            output.Line($"  {mysql.ClientCommand(ShopRoles.Owner, ShopRoles.Database)}");
        output.Line("and stop them with");
        output.Line("  ./pipeline demo --stop");
        output.Line();
    }
}
