namespace Baton.Teams;

/// <summary>In which order a customer's issues are worked on, and by whom.</summary>
public enum IssueStrategy
{
    /// <summary>Each owner in turn; their answers make one reply.</summary>
    Sequential,

    /// <summary>The first specialist takes all of them, and hands on what is not its own.</summary>
    OneSpecialist,

    /// <summary>Each owner at the same time, in a leg of its own; whoever delegated writes one reply from their reports.</summary>
    Coordinator,
}
