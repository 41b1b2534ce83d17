namespace Baton.Adversary.Attacks;

/// <summary>What an attacker wants.</summary>
internal enum Goal
{
    /// <summary>That a tool runs which the agent does not have.</summary>
    Tool,

    /// <summary>That a tool runs beyond the limit of its agent.</summary>
    Limit,

    /// <summary>To read, or change, what belongs to another customer, conversation, agent or team.</summary>
    Data,

    /// <summary>That a call runs which a person has to approve and did not.</summary>
    Approval,

    /// <summary>That its own words look like the runtime's, to a model or a customer.</summary>
    Block,

    /// <summary>That the customer gets no answer.</summary>
    Silence,
}
