namespace Baton.Simulation.Worlds;

/// <summary>What a world is mostly about, so that what happens seldom by chance happens often somewhere.</summary>
internal enum Theme
{
    /// <summary>Anything.</summary>
    Anything,

    /// <summary>Calls that wait for a person's approval.</summary>
    Approvals,

    /// <summary>People at desks.</summary>
    Desks,

    /// <summary>Systems at desks, which are told by webhook and call back.</summary>
    Systems,

    /// <summary>Several issues at once, in legs.</summary>
    Legs,

    /// <summary>Long conversations and small windows.</summary>
    Summaries,

    /// <summary>Deadlines of conversations, issues, agents and tickets.</summary>
    Deadlines,

    /// <summary>Processes that die and stores that fail.</summary>
    Storms,

    /// <summary>Shared values that many write.</summary>
    SharedState,
}
