namespace Baton;

/// <summary>How the customer reads the answers of several agents to one message.</summary>
public enum ReplyForm
{
    /// <summary>One after the other, as one reply.</summary>
    Combined,

    /// <summary>Each under a line with the titles of the issues that it answers. It is still one reply.</summary>
    PerIssue,
}
