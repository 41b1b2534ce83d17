namespace Baton.Loopback;

/// <summary>What a loopback provider answers, in words that fit every dialect.</summary>
public sealed record ScriptedReply
{
    public string? Text { get; init; }

    public IReadOnlyList<ScriptedCall> ToolCalls { get; init; } = [];

    /// <summary>
    /// A reasoning block before the rest; Anthropic's is signed. Empty: only the signature is shown, as is the default there.
    /// </summary>
    public string? Thinking { get; init; }

    /// <summary>Why it ends. Default: as the provider says it after this text and these calls.</summary>
    public ReplyEnd End { get; init; } = ReplyEnd.Natural;

    public long InputTokens { get; init; } = 11;

    /// <summary>Tokens read that the provider had in its cache. They are among the input tokens.</summary>
    public long CachedTokens { get; init; }

    public long OutputTokens { get; init; } = 7;

    /// <summary>Fails instead of answering.</summary>
    public ScriptedFailure? Failure { get; init; }

    /// <summary>The reply waits for this before its first byte.</summary>
    public Task? Gate { get; init; }

    /// <summary>The connection breaks before the first byte.</summary>
    public bool Drops { get; init; }

    /// <summary>
    /// The connection breaks after the first part: of the text or else of the calls when streaming, of the body when not.
    /// </summary>
    public bool BreaksOff { get; init; }

    /// <summary>An error in the middle of the stream, after the text's first part, where the status has long been sent.</summary>
    public string? FailsMidway { get; init; }

    public static ScriptedReply Says(string text) => new() { Text = text };

    /// <summary>Calls tools; the arguments are raw JSON and may be malformed where the dialect can carry that.</summary>
    public static ScriptedReply Calls(params ReadOnlySpan<(string Tool, string Arguments)> calls)
    {
        var list = new List<ScriptedCall>();
        foreach (var (tool, arguments) in calls)
            list.Add(new(tool, arguments));
        return new() { ToolCalls = list };
    }

    public static ScriptedReply Fails(int status, string message) => new() { Failure = new(status, message) };

    /// <summary>
    /// Whether a dialect can carry arguments that are no JSON object: Anthropic only in a stream, where they come in pieces, and Ollama
    /// never, since it parses them itself.
    /// </summary>
    public static bool CanBeMalformed(Dialect dialect, bool streaming) =>
        dialect == Dialect.OpenAI || (dialect == Dialect.Anthropic && streaming);
}

/// <summary>A tool call. Without an id it gets a new one.</summary>
public sealed record ScriptedCall(string Tool, string Arguments, string? Id = null);

/// <summary>An error.</summary>
public sealed record ScriptedFailure(int Status, string Message, string? RetryAfter = null, string Type = "api_error", string? Code = null);

/// <summary>Why a reply ends.</summary>
public enum ReplyEnd
{
    Natural,
    Length,
    Refusal,
}
