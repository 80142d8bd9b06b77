using System.IO.Compression;

namespace Pipeline.ClassRecorder;

/// <summary>Loads the classes that every job needs and that are reached only by a client of Spark Connect, with a database that answers, or on a cluster.</summary>
internal sealed class UnreachedClasses(JvmGateway jvm)
{
    private const string Suffix = ".class";

    private static readonly (string Jar, string Package)[] Packages =
    [
        ("postgresql-*.jar", "org/postgresql/"),
        ("mariadb-java-client-*.jar", "org/mariadb/jdbc/"),
        ("mysql-connector-j-*.jar", "com/mysql/cj/"),
        ("spark-connect_*.jar", "org/apache/spark/connect/proto/"),
        ("spark-connect_*.jar", "org/apache/spark/sql/connect/"),
        ("spark-connect_*.jar", "org/sparkproject/connect/grpc/"),
        ("spark-connect_*.jar", "org/sparkproject/connect/protobuf/"),
        ("spark-sql-kafka-0-10_*.jar", "org/apache/spark/sql/kafka010/"),
        ("kafka-clients-*.jar", "org/apache/kafka/clients/"),
        ("kafka-clients-*.jar", "org/apache/kafka/common/"),
        ("commons-pool2-*.jar", "org/apache/commons/pool2/"),
        ("netty-codec-http2-*.jar", "io/netty/handler/codec/http2/"),
        ("spark-core_*.jar", "org/apache/spark/deploy/client/"),
        ("spark-core_*.jar", "org/apache/spark/executor/"),
        ("spark-core_*.jar", "org/apache/spark/scheduler/cluster/"),
        ("spark-network-common_*.jar", "org/apache/spark/network/"),
        ("spark-network-shuffle_*.jar", "org/apache/spark/network/"),
    ];

    /// <summary>Loads them from the jars of a folder; a class that needs what is not there is left out.</summary>
    public async Task LoadAsync(string jars)
    {
        var loader = await jvm.CallAsync("z:java.lang.ClassLoader", "getSystemClassLoader");
        foreach (var name in Packages.SelectMany(package => Directory.EnumerateFiles(jars, package.Jar).SelectMany(jar => Classes(jar, package.Package))))
        {
            try
            {
                await jvm.CallAsync("z:java.lang.Class", "forName", $"s{name}", "bfalse", $"r{loader}");
            }
            catch (JvmException)
            {
                // Drivers have classes for libraries that are none of ours.
            }
        }
    }

    private static List<string> Classes(string jar, string package)
    {
        using var archive = ZipFile.OpenRead(jar);
        return
        [
            .. archive.Entries
                .Where(entry => entry.FullName.StartsWith(package, StringComparison.Ordinal) && entry.FullName.EndsWith(Suffix, StringComparison.Ordinal))
                .Select(entry => entry.FullName[..^Suffix.Length].Replace('/', '.')),
        ];
    }
}
