namespace Baton.Oracle.Worlds;

/// <summary>A tool call as entries and world say it.</summary>
internal sealed class Call
{
    public required string Id { get; init; }

    /// <summary>The model's reply that made it.</summary>
    public Entry? Made { get; set; }

    /// <summary>The tool, as the model wrote it.</summary>
    public string? Tool { get; set; }

    public Entry? Begun { get; set; }

    public Entry? Ended { get; set; }

    public Entry? Asked { get; set; }

    public Entry? Decided { get; set; }

    public bool IsApproved => Decided?.Is("approved"u8) == true;
}
