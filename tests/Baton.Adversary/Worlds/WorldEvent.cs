namespace Baton.Adversary.Worlds;

/// <summary>Something that really happened, as those saw it to whom it happened. Nothing of it comes from Baton's journal.</summary>
internal abstract record WorldEvent;

/// <summary>A tool ran.</summary>
/// <param name="Agent">The agent whose tool it is.</param>
/// <param name="Tool">Its name.</param>
/// <param name="Arguments">The arguments that it got, as JSON.</param>
internal sealed record ToolRan(string Agent, string Tool, string Arguments) : WorldEvent;

/// <summary>An MCP server was called.</summary>
/// <param name="Tool">The tool in its own words.</param>
/// <param name="Arguments">The arguments that it got, as JSON.</param>
internal sealed record ServerCalled(string Tool, string Arguments) : WorldEvent;

/// <summary>A person approved what was shown to them.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Arguments">The arguments that the person read.</param>
internal sealed record PersonApproved(string Tool, string Arguments) : WorldEvent;

/// <summary>A model was sent something.</summary>
/// <param name="Agent">The agent whose model it is.</param>
/// <param name="Part">What it is.</param>
/// <param name="Text">The text.</param>
internal sealed record ModelSent(string Agent, SentPart Part, string Text) : WorldEvent;

/// <summary>Which part of a request to a model a text is.</summary>
internal enum SentPart
{
    /// <summary>The system message.</summary>
    System,

    /// <summary>A message with words of the customer or with blocks of the runtime.</summary>
    User,

    /// <summary>Its own words and calls of before.</summary>
    Own,

    /// <summary>The result of a tool of the team or of an MCP server.</summary>
    Result,

    /// <summary>The result of a tool of the runtime's, such as a page of the history.</summary>
    Page,

    /// <summary>What a tool is, with its arguments.</summary>
    Definition,
}

/// <summary>The customer read an answer; an empty one is none.</summary>
internal sealed record CustomerRead(string Text) : WorldEvent;

/// <summary>Something outside got a text: the answer to a callback, or a webhook.</summary>
/// <param name="Receiver">Who got it.</param>
/// <param name="Text">The text.</param>
internal sealed record OutsideGot(string Receiver, string Text) : WorldEvent;

/// <summary>A conversation of somebody else is not as it was.</summary>
internal sealed record OthersChanged(string Conversation) : WorldEvent;
