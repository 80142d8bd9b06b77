using Pipeline.Cli.Stack;
using Pipeline.Events;

namespace Pipeline.Cli.Servers;

/// <summary>The Kafka broker that a verb works with: that of <c>KAFKA_BOOTSTRAP_SERVERS</c> where the user sets it, one of this project that runs otherwise.</summary>
internal static class ShopBroker
{
    /// <summary>The variable that names the brokers.</summary>
    public const string Variable = "KAFKA_BOOTSTRAP_SERVERS";

    /// <summary>What it names; null where it is not set.</summary>
    public static string? Given => Environment.GetEnvironmentVariable(Variable) is { } named && !string.IsNullOrWhiteSpace(named) ? named : null;

    /// <summary>Where a broker of ours listens: one that somebody has embedded in another program, or else that of <c>./pipeline up</c>. Null where neither runs.</summary>
    /// <param name="project">Whose broker.</param>
    /// <param name="besideOwnServers">False where events go into a database that was given: the stack's broker has none for that.</param>
    public static string? Own(ProjectFolder project, bool besideOwnServers) =>
        EmbeddedBrokerAddress.Find(project.Private)?.BootstrapServers ?? (besideOwnServers ? StackBroker.Find(project) : null);

    /// <summary>Names a broker to the job that this process runs.</summary>
    public static void Offer(string? broker)
    {
        if (broker is not null)
            Environment.SetEnvironmentVariable(Variable, broker);
    }
}
