using Baton.Journals.Entries;

namespace Baton.States.Confidences;

/// <summary>What the holder said of its confidence in its reply.</summary>
/// <param name="Draft">The reply that is kept while its writer is asked for its confidence.</param>
/// <param name="IsAsked">Whether it was asked for its confidence. It is asked at most once.</param>
/// <param name="Report">What it reported, until its reply is accepted or refused.</param>
internal sealed record Reporting(ModelCallEnded? Draft, bool IsAsked, ConfidenceReport? Report)
{
    public static readonly Reporting None = new(null, IsAsked: false, null);
}
