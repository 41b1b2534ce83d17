namespace Baton.TeamFiles.Drafts;

internal sealed record McpDraft : ToolDraft
{
    public Word? Command { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The variables of Baton's own environment that the process may see, besides the harmless ones such as PATH.</summary>
    public IReadOnlyList<string> Inherit { get; init; } = [];

    public Word? Folder { get; init; }

    public Uri? Url { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string Prefix { get; init; } = "";

    /// <summary>The tools to take; none means all.</summary>
    public IReadOnlyList<McpToolDraft> Tools { get; init; } = [];

    public TimeSpan? StartTimeout { get; init; }
}
