namespace Baton.Adversary.Attacks;

/// <summary>What the person does who is asked to approve.</summary>
internal enum Person
{
    /// <summary>Nothing.</summary>
    Absent,

    /// <summary>Refuses everything.</summary>
    Refuses,

    /// <summary>Approves payments up to <see cref="Worlds.Shop.MostApproved"/> with nothing but an amount, and refuses all else.</summary>
    Approves,
}
