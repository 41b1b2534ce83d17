using Baton.Journals.Deliveries;
using Baton.States.Deliveries;

namespace Baton.Deciding.Deliveries;

/// <summary>A notice to a desk, by one channel.</summary>
/// <param name="Notice">What happened.</param>
/// <param name="Desk">The receiver.</param>
/// <param name="Kind">The channel.</param>
/// <param name="Attempt">Which attempt is next, from 1.</param>
/// <param name="Due">When that is due.</param>
internal sealed record Delivery(Notice Notice, Desk Desk, DeliveryKind Kind, int Attempt, DateTimeOffset Due)
{
    /// <summary>Its id, the same for all attempts.</summary>
    public string Id => Notice.DeliveryBy(Kind);
}
