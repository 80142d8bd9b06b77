using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;

namespace Pipeline.Events;

/// <summary>Where an embedded broker listens and which process it lives in, as it stands in a file for other programs to read.</summary>
/// <param name="BootstrapServers">host:port.</param>
/// <param name="ProcessId">The process that the broker lives and dies with.</param>
/// <param name="ProcessStarted">When that process started: a number alone may have been given to another process since.</param>
public sealed record EmbeddedBrokerAddress(string BootstrapServers, int ProcessId, DateTime ProcessStarted)
{
    private const string FileName = "embedded-broker.json";

    private static readonly JsonSerializerOptions JsonStyle = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The file, inside the folder that programs share.</summary>
    public static string FileIn(string folder) => Path.Combine(folder, FileName);

    /// <summary>The broker that runs now, or null; a file that a killed process left behind counts for nothing.</summary>
    public static EmbeddedBrokerAddress? Find(string folder) =>
        Read(FileIn(folder)) is { } written && written.IsAlive() ? written : null;

    internal static EmbeddedBrokerAddress OfThisProcess(string bootstrapServers)
    {
        using var process = Process.GetCurrentProcess();
        return new(bootstrapServers, process.Id, process.StartTime.ToUniversalTime());
    }

    /// <summary>Writes the file in one step, so that no reader sees half of it.</summary>
    internal void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var draft = $"{FileIn(folder)}.{ProcessId}";
        File.WriteAllText(draft, JsonSerializer.Serialize(this, JsonStyle));
        File.Move(draft, FileIn(folder), overwrite: true);
    }

    /// <summary>Removes the file, unless it speaks of another broker by now.</summary>
    internal void Remove(string folder)
    {
        if (Read(FileIn(folder)) == this)
            File.Delete(FileIn(folder));
    }

    private static EmbeddedBrokerAddress? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<EmbeddedBrokerAddress>(File.ReadAllText(file), JsonStyle);
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private bool IsAlive()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            if ((process.StartTime.ToUniversalTime() - ProcessStarted).Duration() > TimeSpan.FromSeconds(2))
                return false;
            var (host, port) = (BootstrapServers[..BootstrapServers.LastIndexOf(':')], BootstrapServers[(BootstrapServers.LastIndexOf(':') + 1)..]);
            using var knock = new TcpClient(host, int.Parse(port));
            return true;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or SocketException or FormatException)
        {
            return false;
        }
    }
}
