using Baton.Journals.Entries;

namespace Baton.States.Confidences;

/// <summary>What the holder said of its confidence in its reply.</summary>
/// <param name="Draft">The reply that it was asked about and that is kept meanwhile.</param>
/// <param name="IsAsked">Whether it was asked for its confidence: it is asked once.</param>
/// <param name="Report">What it reported, until the reply has come of it.</param>
internal sealed record Reporting(ModelCallEnded? Draft, bool IsAsked, ConfidenceReport? Report)
{
    public static readonly Reporting None = new(null, IsAsked: false, null);
}
