namespace Baton.Loopback;

/// <summary>A request that was accepted, in words that fit every dialect.</summary>
public sealed record ParsedRequest
{
    /// <summary>Its place among the accepted requests, from 0.</summary>
    public int Number { get; init; }

    public required string Model { get; init; }

    public required bool Streaming { get; init; }

    /// <summary>What the system is told, one line for each block or message.</summary>
    public required string System { get; init; }

    /// <summary>The conversation without the system's part. All results that answer one reply are one message here.</summary>
    public required IReadOnlyList<ParsedMessage> Messages { get; init; }

    /// <summary>The names of the tools on offer.</summary>
    public required IReadOnlyList<string> Tools { get; init; }

    /// <summary>The body, byte for byte.</summary>
    public string Body { get; init; } = "";

    public ParsedMessage Last => Messages[^1];

    /// <summary>The results that the last message brings; none when it is something else.</summary>
    public IReadOnlyList<ParsedResult> Results => Last.Results;

    /// <summary>Whether this comes back with the results of calls.</summary>
    public bool BringsResults => Results.Count > 0;

    public bool Offers(string tool) => Tools.Contains(tool);

    /// <summary>Whether a text stands anywhere in what the model is given.</summary>
    public bool Mentions(string text) => System.Contains(text, StringComparison.Ordinal) || Messages.Any(message => message.Mentions(text));
}

/// <summary>A message: its role is <c>user</c>, <c>assistant</c> or <c>tool</c> in every dialect.</summary>
public sealed record ParsedMessage(string Role, string Text)
{
    public IReadOnlyList<ParsedCall> Calls { get; init; } = [];

    public IReadOnlyList<ParsedResult> Results { get; init; } = [];

    /// <summary>The provider's private blocks: signatures.</summary>
    public IReadOnlyList<string> Private { get; init; } = [];

    public bool Mentions(string text) =>
        Text.Contains(text, StringComparison.Ordinal)
        || Calls.Any(call => call.Arguments.Contains(text, StringComparison.Ordinal))
        || Results.Any(result => result.Content.Contains(text, StringComparison.Ordinal));
}

/// <summary>A call in an assistant message. Ollama's have no ids.</summary>
public sealed record ParsedCall(string? Id, string Name, string Arguments);

/// <summary>A call's result; only Anthropic's say whether it failed.</summary>
public sealed record ParsedResult(string CallId, string Content, bool IsError = false);
