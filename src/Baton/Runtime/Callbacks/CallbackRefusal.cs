namespace Baton.Runtime.Callbacks;

/// <summary>Why a callback was refused.</summary>
public enum CallbackRefusal
{
    /// <summary>There is no such ticket.</summary>
    NoSuchTicket,

    /// <summary>The ticket is at another desk.</summary>
    AtAnotherDesk,

    /// <summary>The ticket is not open any more.</summary>
    NotOpen,

    /// <summary>The callback's id was already used for something else.</summary>
    IdInUse,

    /// <summary>The act does not fit the ticket as it is, such as when somebody else has claimed it.</summary>
    DoesNotFit,
}
