using System.Runtime.CompilerServices;

namespace Pipeline.Tests;

/// <summary>Whole outputs kept as files beside the tests: <c>Class.Test.verified.txt</c>. A mismatch leaves a <c>.received.txt</c> to look at and rename.</summary>
internal static class Snapshot
{
    /// <summary>Compares a text with the kept one.</summary>
    public static void Matches(string text, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        var stem = Path.Combine(FolderOf(file), $"{Path.GetFileNameWithoutExtension(file)}.{test}");
        var verified = $"{stem}.verified.txt";
        var received = $"{stem}.received.txt";
        var kept = File.Exists(verified) ? Normal(File.ReadAllText(verified)) : null;
        if (string.Equals(kept, Normal(text), StringComparison.Ordinal))
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, Normal(text));
        Normal(text).ShouldBe(kept, $"If the new text is right: mv {received} {verified}");
    }

    private static string Normal(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).TrimEnd() + "\n";

    // A build for CI writes /_/ for the checkout's folder.
    private static string FolderOf(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        if (Directory.Exists(folder))
            return folder;
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Pipeline.sln")))
            root = Path.GetDirectoryName(root) ?? throw new DirectoryNotFoundException($"Pipeline.sln stands nowhere above {AppContext.BaseDirectory}.");
        return Path.Combine(root, folder.Replace("/_/", "", StringComparison.Ordinal));
    }
}
