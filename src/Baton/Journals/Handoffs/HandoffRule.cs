namespace Baton.Journals.Handoffs;

/// <summary>The rules by which the runtime itself moves the conversation, by their names in the journal.</summary>
internal static class HandoffRule
{
    /// <summary>The router classified the customer's message with high confidence, so the holder's model was not called.</summary>
    public const string FastPath = "fast_path";

    /// <summary>The holder's issues are done for now, and the next one belongs to another agent or has other limits.</summary>
    public const string NextOpenIssue = "next_open_issue";

    /// <summary>The sender gave an issue back to the agent that it had the baton from.</summary>
    public const string GivenBack = "given_back";

    /// <summary>The receiver asked the customer something, so it gets the answer.</summary>
    public const string CustomerWasAsked = "customer_was_asked";

    /// <summary>
    /// The holder reached a bound, or agents go round in circles, or nobody can read everything that must be read: people take over.
    /// </summary>
    public const string NoAgentCanGoOn = "no_agent_can_go_on";

    /// <summary>The sender should not go on: the next rung of the team's ladder takes over.</summary>
    public const string Escalation = "escalation";

    /// <summary>No desk took the ticket, and nobody else is left to ask.</summary>
    public const string NobodyLeft = "nobody_left";

    /// <summary>The conversation no longer fits the holder's window.</summary>
    public const string HistoryTooLong = "history_too_long";

    /// <summary>A person at a desk gave the conversation to an agent.</summary>
    public const string HandedBack = "handed_back";

    /// <summary>Issues of several owners are worked on in parallel, or the customer answers what several of them asked.</summary>
    public const string IndependentIssues = "independent_issues";

    /// <summary>The holder failed, and the team's generalist takes over.</summary>
    public const string HolderFailed = "holder_failed";

    /// <summary>The time or the messages that the holder got with the baton are used up, and it has no issue at hand.</summary>
    public const string LimitsUsedUp = "limits_used_up";

    /// <summary>The holder is no longer in the team.</summary>
    public const string HolderLeftTeam = "holder_left_team";
}
