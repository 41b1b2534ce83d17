using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Mcp;

namespace Baton.Cli.Serving;

/// <summary>
/// How the MCP servers of this process are, kept beside the journal for <c>baton status</c> as long as the process serves. The journal
/// itself knows nothing of them.
/// </summary>
/// <param name="store">The SQLite file that holds the conversations.</param>
internal sealed class ServerHealthFile(string store) : IDisposable
{
    private const string Suffix = ".servers.";

    private readonly string path = store + Suffix + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
    private readonly Dictionary<string, McpHealth> servers = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private bool isOpen;

    /// <summary>Begins to write, once there is a place for it.</summary>
    public void Open(IReadOnlyList<McpHealth> healths)
    {
        lock (gate)
        {
            isOpen = healths.Count > 0;
            foreach (var health in healths)
                servers[health.Server] = health;
            Write();
        }
    }

    /// <summary>Notes how a server is now.</summary>
    public void Note(McpHealth health)
    {
        lock (gate)
        {
            servers[health.Server] = health;
            Write();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (isOpen)
                File.Delete(path);
            isOpen = false;
        }
    }

    /// <summary>How the servers of all processes on this machine are that serve with a store, by process.</summary>
    public static IReadOnlyList<(int Process, McpHealth Health)> Read(string store)
    {
        var folder = Path.GetDirectoryName(store)!;
        if (!Directory.Exists(folder))
            return [];
        var found = new List<(int, McpHealth)>();
        foreach (var file in Directory.EnumerateFiles(folder, Path.GetFileName(store) + Suffix + "*").Order(StringComparer.Ordinal))
        {
            var end = file[(file.LastIndexOf('.') + 1)..];
            // A process that was killed leaves its file behind.
            if (int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var process) && IsAlive(process))
                found.AddRange(ReadOne(file).Select(health => (process, health)));
        }

        return found;
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static List<McpHealth> ReadOne(string file)
    {
        try
        {
            return [.. JsonNode.Parse(File.ReadAllBytes(file))!.AsArray().Select(server => Of(server!))];
        }
        catch (IOException)
        {
            // Its process has ended in between.
            return [];
        }
    }

    private static McpHealth Of(JsonNode server) =>
        new()
        {
            Server = (string)server["server"]!,
            DownSince = (DateTimeOffset?)server["down_since"],
            Restarts = (long)server["restarts"]!,
            LastError = (string?)server["last_error"],
            LastErrorAt = (DateTimeOffset?)server["last_error_at"],
        };

    /// <summary>Writes what is known of a server into an object.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, McpHealth health)
    {
        writer.WriteString("server", health.Server);
        writer.WriteNumber("restarts", health.Restarts);
        if (health.DownSince is { } since)
            writer.WriteString("down_since", since.UtcDateTime);
        if (health.LastError is { } error)
            writer.WriteString("last_error", error);
        if (health.LastErrorAt is { } at)
            writer.WriteString("last_error_at", at.UtcDateTime);
    }

    private void Write()
    {
        if (!isOpen)
            return;
        // A reader finds the whole of it or what was there before.
        var next = path + ".new";
        using (var stream = File.Create(next))
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            foreach (var health in servers.Values)
            {
                writer.WriteStartObject();
                WriteMembers(writer, health);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        File.Move(next, path, overwrite: true);
    }
}
