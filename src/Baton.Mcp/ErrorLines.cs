namespace Baton.Mcp;

/// <summary>The last lines that a server process wrote to its standard error, without the secrets that it was given.</summary>
internal sealed class ErrorLines(IEnumerable<string> secrets)
{
    private const int Most = 5;
    private const int Longest = 300;

    // A short value, such as 1 or true, is no secret, and hiding it would hide the message.
    private readonly string[] secrets = [.. secrets.Where(secret => secret.Length >= 6).OrderByDescending(secret => secret.Length)];
    private readonly Queue<string> lines = [];
    private readonly Lock gate = new();

    public void Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        foreach (var secret in secrets)
            line = line.Replace(secret, "***", StringComparison.Ordinal);
        lock (gate)
        {
            if (lines.Count == Most)
                lines.Dequeue();
            lines.Enqueue(line.Length <= Longest ? line : line[..Longest] + "…");
        }
    }

    /// <summary>The lines as one.</summary>
    public string Last()
    {
        lock (gate)
            return string.Join(" | ", lines.Select(line => line.Trim()));
    }
}
