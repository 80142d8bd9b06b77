using System.Runtime.InteropServices;

namespace Pipeline.Common;

/// <summary>
/// Under spark-submit: notices that the JVM which started this process is gone. A killed JVM takes neither bridge nor gateway
/// with it in time, and a driver without its JVM must not work on.
/// </summary>
internal sealed class ParentWatch : IDisposable
{
    /// <summary>What DotnetRunner, of Microsoft.Spark, sets for the program that it starts.</summary>
    public const string BridgePort = "DOTNETBACKEND_PORT";

    /// <summary>What PythonRunner, which starts a job of the engines, sets.</summary>
    private const string GatewayPort = "PYSPARK_GATEWAY_PORT";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly Timer _timer;
    private readonly int _parent;
    private readonly Func<int> _parentNow;
    private readonly Action _gone;
    private readonly Action _end;
    private readonly TimeSpan _grace;
    private DateTime? _since;

    internal ParentWatch(Func<int> parentNow, Action gone, Action end, TimeSpan lookEvery, TimeSpan grace)
    {
        (_parentNow, _gone, _end, _grace) = (parentNow, gone, end, grace);
        _parent = parentNow();
        _timer = new Timer(_ => Look(), state: null, lookEvery, lookEvery);
    }

    /// <summary>Begins to watch; null where no JVM started us.</summary>
    /// <param name="gone">Told once that the parent is gone: the work is to end. When it has not after ten seconds, the process ends.</param>
    public static ParentWatch? Begin(Action gone) =>
        !OperatingSystem.IsWindows() && (IsSet(BridgePort) || IsSet(GatewayPort))
            ? new ParentWatch(ParentId, gone, () => Environment.Exit((int)ExitCode.Terminated), LookEvery, Grace)
            : null;

    /// <summary>True where a JVM set this for us.</summary>
    public static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    public void Dispose() => _timer.Dispose();

    [DllImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ParentId();

    private void Look()
    {
        if (_since is { } since)
        {
            if (DateTime.UtcNow - since > _grace)
                _end();
        }
        else if (_parentNow() != _parent)
        {
            _since = DateTime.UtcNow;
            _gone();
        }
    }
}
