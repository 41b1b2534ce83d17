using Baton.Journals;

namespace Baton.Performing.Leases;

/// <summary>What one session knows of its conversation's lease, and how its appends use it.</summary>
internal sealed class SessionLease(ConversationId conversation, LeaseKeeper keeper)
{
    private Lease? dead;

    /// <summary>Whether this runtime has the lease, as far as it knows. The journal refuses its appends when it has not.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>
    /// Whether it holds the lease by an append or renewal of its own. A lease that it found and takes for its own, as after an append whose
    /// outcome it did not learn, was not renewed meanwhile, so that another may be taking it over.
    /// </summary>
    public bool IsSure { get; private set; }

    /// <summary>Whether messages wait in the inbox.</summary>
    public bool HasInbox { get; private set; }

    /// <summary>
    /// Begins with where the conversation stands. A lease of another is one of a dead process, which the next append replaces.
    /// </summary>
    public void Begin(ConversationHead head)
    {
        var isOurs = keeper.IsOurs(head.Lease);
        (dead, HasInbox, IsSure) = (isOurs ? null : head.Lease, head.HasInbox, false);
        Hold(isOurs);
    }

    /// <summary>Whether the journal may have a lease that no append of this session has ended: its own, or one of a dead process.</summary>
    public bool IsOpen => IsHeld || dead is not null;

    /// <summary>Forgets whether messages wait: the next append asks.</summary>
    public void LookAgain() => HasInbox = false;

    /// <summary>How the next append uses the lease.</summary>
    public LeaseUse Use(LeaseAfter after) => new(keeper.NextBeat(), after) { IsHeld = IsHeld, Instead = dead };

    /// <summary>Notes that the append was made.</summary>
    public void Used(LeaseUse use, bool isKeptForInbox)
    {
        dead = null;
        HasInbox = isKeptForInbox;
        IsSure = isKeptForInbox || use.After == LeaseAfter.Kept;
        Hold(IsSure);
    }

    /// <summary>Ends what is known and stops renewing: nobody works on the conversation here.</summary>
    public void Drop()
    {
        (dead, HasInbox, IsSure) = (null, false, false);
        Hold(false);
    }

    private void Hold(bool isHeld)
    {
        if (IsHeld == isHeld)
            return;
        IsHeld = isHeld;
        if (isHeld)
            keeper.Add(conversation);
        else
            keeper.Remove(conversation);
    }
}
