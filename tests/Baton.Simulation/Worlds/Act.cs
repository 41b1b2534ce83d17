namespace Baton.Simulation.Worlds;

/// <summary>One act of somebody outside.</summary>
/// <param name="At">When, in seconds since the world began.</param>
/// <param name="Kind">What.</param>
internal sealed record Act(int At, ActKind Kind)
{
    /// <summary>The process at which it is done; if that one is dead, the next living one. From 0.</summary>
    public int Process { get; init; }

    /// <summary>The conversation, from 0.</summary>
    public int Conversation { get; init; }

    /// <summary>The number of the customer's message in its conversation. The same number again is the same message.</summary>
    public int Message { get; init; }

    /// <summary>What the message is about, by topic.</summary>
    public IReadOnlyList<int> Topics { get; init; } = [];

    /// <summary>How it is said, or who does it: chooses among phrases, people, and things that wait.</summary>
    public int Choice { get; init; }

    /// <summary>Whether the customer reads while it is written, or whether a person does the act without looking.</summary>
    public bool Alternative { get; init; }
}

/// <summary>What people, customers, systems and machines do.</summary>
internal enum ActKind
{
    /// <summary>A customer sends a message.</summary>
    Say,

    /// <summary>A customer's program gives up waiting.</summary>
    Abandon,

    /// <summary>Somebody resumes a conversation.</summary>
    Resume,

    /// <summary>Somebody closes a conversation.</summary>
    Close,

    /// <summary>A person approves a call.</summary>
    Approve,

    /// <summary>A person refuses a call.</summary>
    Refuse,

    /// <summary>A person claims a ticket.</summary>
    Claim,

    /// <summary>A person gives a ticket back to the desk.</summary>
    Release,

    /// <summary>A person answers the customer.</summary>
    Reply,

    /// <summary>A person asks the customer.</summary>
    Ask,

    /// <summary>A person declines a ticket for the desk.</summary>
    Decline,

    /// <summary>A person hands back to an agent with the issues unsolved.</summary>
    HandBack,

    /// <summary>A person hands back with the issues solved.</summary>
    HandBackSolved,

    /// <summary>A person writes a note.</summary>
    Note,

    /// <summary>A person grants a permission.</summary>
    Grant,

    /// <summary>A person ends an issue as solved.</summary>
    ResolveIssue,

    /// <summary>A person ends an issue as declined.</summary>
    DeclineIssue,

    /// <summary>A person writes a shared value.</summary>
    WriteAsPerson,

    /// <summary>The program that runs the team writes a shared value.</summary>
    WriteAsProgram,

    /// <summary>A system accepts its ticket.</summary>
    CallBackAccept,

    /// <summary>A system answers.</summary>
    CallBackReply,

    /// <summary>A system asks.</summary>
    CallBackAsk,

    /// <summary>A system declines.</summary>
    CallBackDecline,

    /// <summary>A system writes a note.</summary>
    CallBackNote,

    /// <summary>A system hands back.</summary>
    CallBackHandBack,

    /// <summary>A process is killed.</summary>
    Kill,

    /// <summary>A process is stopped as for a deploy.</summary>
    Stop,

    /// <summary>A dead or stopped process starts again.</summary>
    Start,

    /// <summary>The wall clock jumps forward by an hour.</summary>
    JumpForward,

    /// <summary>The wall clock jumps back by an hour.</summary>
    JumpBack,

    /// <summary>The store is away for twenty seconds.</summary>
    StoreAway,
}
