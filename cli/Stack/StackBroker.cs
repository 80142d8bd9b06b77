using Pipeline.Cli.Stack.Internal;

namespace Pipeline.Cli.Stack;

/// <summary>The broker of the stack, for programs beside it.</summary>
internal static class StackBroker
{
    /// <summary>Where it listens, as host:port; null where the stack does not run.</summary>
    public static string? Find(ProjectFolder project) =>
        StackFolder.Find(project) is { Ports: { } ports } folder && new Supervisor(folder).ProcessNumber is not null ? ports.Broker.OutsideAddress : null;
}
