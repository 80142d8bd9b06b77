using System.IO.Compression;
using Pipeline.Cli.Spark.Internal;

namespace Pipeline.Cli.Tests.Spark;

public sealed class JarSignaturesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline-jars-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_signature_of_nobody_is_taken_off_and_all_else_stays()
    {
        var jar = Write("janino.jar", "META-INF/MANIFEST.MF", "META-INF/DUMMY.SF", "META-INF/DUMMY.DSA", "org/Scanner.class");

        JarSignatures.Remove(_folder);

        Read(jar).ShouldBe(["META-INF/MANIFEST.MF META-INF/MANIFEST.MF", "org/Scanner.class org/Scanner.class"]);
        Directory.GetFiles(_folder).ShouldBe([jar]);
    }

    [Fact]
    public void A_jar_that_somebody_signed_or_nobody_did_is_not_written()
    {
        string[] jars = [Write("provider.jar", "META-INF/MANIFEST.MF", "META-INF/SOMEBODY.SF", "META-INF/SOMEBODY.RSA"), Write("plain.jar", "org/Plain.class")];
        var before = jars.Select(File.GetLastWriteTimeUtc).ToList();
        var contents = jars.Select(Read).ToList();

        JarSignatures.Remove(_folder);

        jars.Select(File.GetLastWriteTimeUtc).ShouldBe(before);
        jars.Select(Read).ShouldBe(contents);
    }

    /// <summary>A jar whose entries hold their own names.</summary>
    private string Write(string name, params string[] entries)
    {
        var path = Path.Combine(_folder, name);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var entry in entries)
        {
            using var writer = new StreamWriter(archive.CreateEntry(entry).Open());
            writer.Write(entry);
        }
        return path;
    }

    private static List<string> Read(string jar)
    {
        using var archive = ZipFile.OpenRead(jar);
        return [.. archive.Entries.Select(entry => $"{entry.FullName} {new StreamReader(entry.Open()).ReadToEnd()}")];
    }
}
