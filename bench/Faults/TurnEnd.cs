namespace Baton.Bench.Faults;

/// <summary>How a turn ended for the customer.</summary>
internal enum TurnEnd
{
    /// <summary>With an answer.</summary>
    Reply,

    /// <summary>With a ticket at a desk, of which the customer was told.</summary>
    Ticket,

    /// <summary>With an honest partial answer.</summary>
    Degraded,
}
