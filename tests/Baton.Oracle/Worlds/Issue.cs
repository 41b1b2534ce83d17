namespace Baton.Oracle.Worlds;

/// <summary>An issue as its entries say it.</summary>
internal sealed class Issue
{
    public required long Id { get; init; }

    public required string Title { get; init; }

    public string Owner { get; set; } = "";

    public string Status { get; set; } = "";

    public Limits Limits { get; set; } = Limits.None;

    /// <summary>What persons have permitted for it.</summary>
    public List<string> Granted { get; } = [];

    /// <summary>The last entry that changed it.</summary>
    public Entry? Changed { get; set; }

    public bool IsEnded => IsEnd(Status);

    /// <summary>Whether a status ends an issue.</summary>
    public static bool IsEnd(string status) => status is "resolved" or "escalated" or "declined";
}
