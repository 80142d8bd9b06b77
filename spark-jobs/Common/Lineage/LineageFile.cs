using System.Text;

namespace Pipeline.Common.Lineage;

/// <summary>Appends events to a file, a line each.</summary>
internal sealed class LineageFile(string path)
{
    /// <summary>EWOULDBLOCK: another run is writing its line.</summary>
    private const int Taken = 11;
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(20);

    public async Task AppendAsync(string text, CancellationToken cancellation)
    {
        var line = Encoding.UTF8.GetBytes($"{text}\n");
        while (true)
        {
            try
            {
                // Shared with nobody: .NET locks it, so that lines of runs at the same time stay whole.
                await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
                await file.WriteAsync(line, cancellation);
                return;
            }
            catch (IOException error) when (error.HResult == Taken)
            {
                await Task.Delay(AskAgain, cancellation);
            }
        }
    }
}
