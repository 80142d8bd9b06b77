using System.IO.Compression;

namespace Pipeline.Cli.Spark.Internal;

/// <summary>
/// Takes from jars the signature of nobody in particular ("DUMMY") that Janino comes with, by which Spark compiles its queries: for its sake the JVM checks
/// each of its classes, and keeps none of them in a class archive.
/// </summary>
internal static class JarSignatures
{
    private static readonly string[] Dummy = ["META-INF/DUMMY.SF", "META-INF/DUMMY.DSA"];

    /// <summary>Removes it from all jars of a folder. All others stay as they are, and so does one that could not be written whole.</summary>
    public static void Remove(string folder)
    {
        foreach (var jar in Directory.EnumerateFiles(folder, "*.jar").Where(IsSigned).ToList())
        {
            var unfinished = $"{jar}.unfinished";
            File.Copy(jar, unfinished, overwrite: true);
            using (var archive = ZipFile.Open(unfinished, ZipArchiveMode.Update))
            {
                foreach (var name in Dummy)
                    archive.GetEntry(name)?.Delete();
            }
            File.Move(unfinished, jar, overwrite: true);
        }
    }

    private static bool IsSigned(string jar)
    {
        using var archive = ZipFile.OpenRead(jar);
        return Dummy.Any(name => archive.GetEntry(name) is not null);
    }
}
