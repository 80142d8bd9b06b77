using System.IO.Compression;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>Our messages hold just the fields in use; each must be the server's own, by name, number, label and type.</summary>
[Trait("needs", "java, maven")]
public sealed class ProtocolTests
{
    [Fact]
    public async Task Every_field_constant_and_call_of_ours_is_one_of_the_servers()
    {
        var installation = await TestSpark.InstallAsync(_ => { });
        var ours = Directory.EnumerateFiles(Path.Combine(TestSpark.Project.Root, "spark-jobs", "Engines", "Connect", "Protos"), "*.proto", SearchOption.AllDirectories)
            .SelectMany(file => ProtoText.Lines(File.ReadAllText(file)))
            .ToList();

        var theirs = Theirs(installation.Jars).ToHashSet(StringComparer.Ordinal);

        ours.Count.ShouldBeGreaterThan(100);
        ours.Where(line => !theirs.Contains(line)).ShouldBeEmpty();
    }

    [Fact]
    public void A_number_a_label_and_a_type_that_differ_are_seen()
    {
        const string Theirs = "message M { optional int32 a = 1; oneof k { a.b.T t = 2; } map<string, string> m = 3; enum E { E_ONE = 1; } } service S { rpc C(M) returns (stream T) {} }";

        ProtoText.Lines(Theirs).ShouldBe(["M: optional int32 a = 1", "M: T t = 2", "M: map < string , string > m = 3", "M.E: E_ONE = 1", "rpc C ( M ) returns ( stream T )"]);
    }

    private static IEnumerable<string> Theirs(string jars)
    {
        using var jar = ZipFile.OpenRead(Directory.EnumerateFiles(jars, "spark-connect_*.jar").ShouldHaveSingleItem());
        foreach (var entry in jar.Entries.Where(entry => entry.FullName.EndsWith(".proto", StringComparison.Ordinal)
            && (entry.FullName.StartsWith("spark/connect/", StringComparison.Ordinal) || entry.FullName.StartsWith("google/rpc/", StringComparison.Ordinal))))
        {
            using var reader = new StreamReader(entry.Open());
            foreach (var line in ProtoText.Lines(reader.ReadToEnd()))
                yield return line;
        }
    }
}
