namespace Pipeline.Cli.Spark.Internal;

/// <summary>
/// What Spark's own launcher gives every JVM that works with rows (org.apache.spark.launcher.JavaModuleOptions): Arrow and unsafe memory
/// reach into these packages of Java 17. The incubating vectors that only its machine learning uses, and of which Java warns at every start, are left out.
/// </summary>
internal static class ModuleOptions
{
    private static readonly string[] Packages =
    [
        "java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net", "java.nio", "java.util", "java.util.concurrent",
        "java.util.concurrent.atomic", "jdk.internal.ref", "sun.nio.ch", "sun.nio.cs", "sun.security.action", "sun.util.calendar",
    ];

    public static IReadOnlyList<string> All { get; } =
    [
        "-XX:+IgnoreUnrecognizedVMOptions",
        .. Packages.Select(package => $"--add-opens=java.base/{package}=ALL-UNNAMED"),
        "--add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
        "-Djdk.reflect.useDirectMethodHandle=false",
        "-Dio.netty.tryReflectionSetAccessible=true",
    ];
}
