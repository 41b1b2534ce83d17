namespace Baton.Texts.Answers;

/// <summary>Kinds of deeds that a reply can claim and a tool can do.</summary>
[Flags]
public enum DeedKinds
{
    /// <summary>None that is known.</summary>
    None = 0,

    /// <summary>Money was given back.</summary>
    Refund = 1,

    /// <summary>Something was cancelled.</summary>
    Cancel = 1 << 1,

    /// <summary>Something was sent.</summary>
    Send = 1 << 2,

    /// <summary>Something was booked or reserved.</summary>
    Book = 1 << 3,

    /// <summary>Something was ordered.</summary>
    Order = 1 << 4,

    /// <summary>Something was created, opened or filed.</summary>
    Create = 1 << 5,

    /// <summary>Something was changed.</summary>
    Change = 1 << 6,

    /// <summary>Something was unlocked, reset or activated.</summary>
    Unlock = 1 << 7,

    /// <summary>Something was locked or suspended.</summary>
    Lock = 1 << 8,

    /// <summary>Something was deleted.</summary>
    Delete = 1 << 9,

    /// <summary>Something was paid or charged.</summary>
    Pay = 1 << 10,
}
