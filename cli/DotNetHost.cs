namespace Pipeline.Cli;

/// <summary>The <c>dotnet</c> that runs this program, for other programs to be run by it too.</summary>
internal static class DotNetHost
{
    /// <summary>Its path; null where the program has a host of its own, as it has in an image.</summary>
    public static string? Path { get; } = System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" ? Environment.ProcessPath : null;
}
