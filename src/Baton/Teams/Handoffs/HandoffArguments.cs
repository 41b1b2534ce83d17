namespace Baton;

/// <summary>
/// What a model may say with a handoff besides a summary and the titles of the issues. Each costs tokens in every transfer tool of every
/// call, so a team offers what it uses. What a model sends without being asked is read all the same.
/// </summary>
[Flags]
public enum HandoffArguments
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>The kind of issue. Offered by itself where the team names sensitive categories, or thresholds for categories.</summary>
    Category = 1,

    /// <summary>
    /// The sender's confidence in the receiver. Offered by itself where the team has a threshold of confidence or a second opinion.
    /// </summary>
    Confidence = 2,

    /// <summary>How soon the issues are worked on.</summary>
    Priority = 4,

    /// <summary>What the receiver should know and the conversation does not say.</summary>
    Notes = 8,

    /// <summary>Other agents that the sender considered.</summary>
    Alternatives = 16,

    /// <summary>What the receiver may use at most.</summary>
    Limits = 32,

    /// <summary>All of them.</summary>
    All = Category | Confidence | Priority | Notes | Alternatives | Limits,
}
